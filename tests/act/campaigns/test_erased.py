"""Somebody is erased while a campaign is on its way to them."""

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.flow import KEEPERS, READERS
from polku.kit import clock, ids
from polku.know.events.forgetting.work import Forgetter
from polku.know.people.erase import erase
from polku.know.people.models import Profile
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox
from polku.say.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _new_process():
    loop._left.clear()
    loop._not_before.clear()


@pytest.mark.parametrize("asked_before", [False, True])
def test_nothing_reaches_them_and_the_campaign_goes_on(asked_before, shop, draft, aino, noon, carry_on, monkeypatch):
    """Asked for, or still in the loop's memory: the others get their message, and no row is left with their number."""
    shop(devi=2, emile=2, fumi=2)
    devi = ids.identity_id("user_id", "devi")
    launch(draft(), by=aino, now=noon)
    carry_on()
    if asked_before:
        loop.tick(noon)
    else:
        monkeypatch.setattr(loop, "SLICE_S", -1)
        monkeypatch.setattr(loop, "AT_ONCE", 1)
        loop.tick(noon)  # one is asked for; the loop remembers the others
        Message.objects.all().delete()

    erase([Profile.objects.get(id=devi)], by="Aino")
    Forgetter(READERS, KEEPERS).tick()
    with clock.fixed(noon):
        while loop.tick(noon) + outbox.tick(noon):
            pass

    assert Message.objects.filter(identity_id=devi).count() == 0
    assert "Hello Devi" not in PaperCopy.objects.values_list("text", flat=True)
    assert "Hello Fumi" in PaperCopy.objects.values_list("text", flat=True)
    assert Launch.objects.get().asked_at == noon
