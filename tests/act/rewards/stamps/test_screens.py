"""A screen's address holds until it gets a new one; those of other stores and cards stay."""

import pytest
from django.conf import settings

from polku.act.rewards.stamps import scan, screens
from polku.know.teams.models import TrailEntry
from tests.act.rewards import made

pytestmark = pytest.mark.django_db
CARD = {"title": "Ten cups", "size": 10, "rewards": [{"at": 10, "prize": {"program": 1}}]}


def test_with_a_new_address_the_one_before_is_over():
    made.team()
    card = made.program("stamps", CARD)

    def screen(store):
        return scan.screen_of(screens.address_of(card, store, key=settings.SECRET_KEY), key=settings.SECRET_KEY)

    before, elsewhere = screen("kallio"), screen("kamppi")
    assert before == scan.Place(card.pk, "kallio")  # as those that were opened before there were new ones
    screens.renew(card, "kallio", by=None)

    assert [screens.is_current(one) for one in (before, elsewhere, screen("kallio"))] == [False, True, True]
    screens.renew(card, "kallio", by=None)
    assert TrailEntry.objects.filter(action="program.screen_renewed", number=card.pk).count() == 2
