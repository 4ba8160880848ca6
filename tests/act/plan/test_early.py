"""An audience that is taken when the campaign is planned: who comes later does not get it, who has left does."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from polku.act.campaigns.audience import asked_of
from polku.act.campaigns.early import find
from polku.act.campaigns.early.models import EarlyAudience
from polku.act.campaigns.models import Campaign, Launch
from polku.act.plan import schedule
from polku.act.plan.models import Planned
from polku.kit import columns as store
from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.teams.models import Member, TrailEntry
from polku.say.arms import packed
from polku.say.arms.models import Arm
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LIKES_TEA = {"trait": "likes", "op": "is", "value": "tea"}


@pytest.fixture
def likes(log_events: Callable[..., None], carry_on: Callable[[], None], columns: None) -> Callable[..., None]:
    def say(**people: str) -> None:
        for name, drink in people.items():
            log_events({"type": "identify", "userId": name, "traits": {"likes": drink}})
        carry_on()
        while people_columns.sync():
            pass

    return say


def asked() -> set[int]:
    return set(asked_of(Launch.objects.get()).tolist())


def numbers(*names: str) -> set[int]:
    return {ids.identity_id("user_id", name) for name in names}


def planned_early(campaign: Campaign, by: Member, noon: datetime) -> Planned:
    return schedule.schedule(campaign, at=noon + HOUR, is_early=True, by=by, now=noon)


def test_it_goes_to_whom_it_found_when_it_was_planned(
    likes: Callable[..., None], draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    likes(devi="tea", emile="tea", fumi="coffee")
    campaign = draft(rule=LIKES_TEA)
    planned_early(campaign, aino, noon)
    assert find.tick(noon) == 1
    assert EarlyAudience.objects.get().people == 2
    likes(emile="coffee", fumi="tea")

    run(noon + HOUR)

    assert asked() == numbers("devi", "emile")
    assert find.tick(noon + HOUR) == 0
    assert TrailEntry.objects.get(action="campaign.planned").after["audience"] == "now"


def test_whoever_is_held_out_is_drawn_of_them(
    likes: Callable[..., None], draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    likes(**{f"p{number}": "tea" for number in range(20)})
    campaign = draft(rule=LIKES_TEA, holdout_percent=50)
    planned_early(campaign, aino, noon)
    find.tick(noon)
    likes(**{f"q{number}": "tea" for number in range(20)})
    run(noon + HOUR)

    asked_now = asked()
    held = set(packed.read(f"campaign:{campaign.pk}", Arm.Name.HOLDOUT).tolist())

    assert asked_now | held == numbers(*(f"p{number}" for number in range(20)))
    assert asked_now
    assert held
    assert not asked_now & held


def test_nobody_in_it_is_nobody_also_later(
    likes: Callable[..., None], draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    likes(devi="coffee")
    planned_early(draft(rule=LIKES_TEA), aino, noon)
    find.tick(noon)
    likes(devi="tea")

    run(noon + HOUR)

    assert asked() == set()


def test_it_waits_until_it_has_been_found(
    likes: Callable[..., None], draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    likes(devi="tea")
    row = planned_early(draft(rule=LIKES_TEA), aino, noon)
    store.close()
    assert find.tick(noon) == 0
    assert "cannot be found" in EarlyAudience.objects.get().trouble

    run(noon + HOUR)

    row.refresh_from_db()
    assert (row.state, row.trouble) == ("held", "early")
    assert not Launch.objects.exists()


def test_taken_back_nothing_of_it_is_left(
    likes: Callable[..., None], draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    likes(devi="tea")
    campaign = draft(rule=LIKES_TEA)
    row = planned_early(campaign, aino, noon)
    find.tick(noon)

    schedule.take_back(row, by=aino, now=noon)

    assert not Arm.objects.exists()
    assert find.people_of(campaign) is None
