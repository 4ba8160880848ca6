"""Somebody is erased while a campaign is on its way to them."""

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.flow import KEEPERS, READERS
from polku.kit import clock, ids
from polku.know.events.forgetting.work import Forgetter
from polku.know.people.erase import erase
from polku.know.people.models import Identity, Profile
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import find
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _new_process():
    loop._not_before.clear()


@pytest.mark.parametrize("asked_before", [False, True])
def test_nothing_reaches_them_and_the_campaign_goes_on(asked_before, shop, draft, aino, noon, carry_on):
    """Asked for, or found and not yet asked: the others get their message, and nothing is left with their number."""
    shop(devi=2, emile=2, fumi=2)
    devi = ids.identity_id("user_id", "devi")
    row = launch(draft(), by=aino, now=noon)
    carry_on()
    if asked_before:
        loop.tick(noon)
    audience = sorted(Identity.objects.values_list("id", flat=True))

    erase([Profile.objects.get(id=devi)], by="Aino")
    Forgetter(READERS, KEEPERS).tick()
    with clock.fixed(noon):
        loop.ask(row, audience, now=noon)
        while loop.tick(noon) + outbox.tick(noon):
            pass

    assert find.of_people([devi]) == []
    assert "Hello Devi" not in PaperCopy.objects.values_list("text", flat=True)
    assert "Hello Fumi" in PaperCopy.objects.values_list("text", flat=True)
    assert Launch.objects.get().asked_at == noon
