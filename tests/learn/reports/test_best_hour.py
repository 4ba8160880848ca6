"""Best hours beside the usual ones: people whose hour has come, by who answered."""

from datetime import timedelta

import numpy as np
import pytest

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.launch import launch
from polku.act.campaigns.loop import ask
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.timing.best.draw import BEST, USUAL, groups
from polku.act.campaigns.timing.choose import choose
from polku.act.campaigns.timing.timing import BEST_HOUR, Timing
from polku.kit import clock
from polku.know.people.models import Identity, Profile
from polku.learn.reports.best_hour import best_hour
from polku.say.outbox import find
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db
PEOPLE = 2_000


def test_answers_are_counted_among_those_whose_hour_has_come(noon) -> None:
    rows = range(1, PEOPLE + 1)
    seen = {"first_seen_ms": 0, "last_seen_ms": 0}
    Profile.objects.bulk_create([Profile(id=number, **seen) for number in rows])
    Identity.objects.bulk_create([Identity(id=n, kind="user_id", value=f"p{n}", profile_id=n, **seen) for n in rows])
    campaign = Campaign.objects.create(name="Tea", body="Tea", rule={"all": []})
    choose(campaign, Timing(BEST_HOUR), by=None)
    due_ms = clock.to_ms(noon) + np.where(np.arange(PEOPLE) < PEOPLE / 2, 0, 5 * clock.HOUR_MS)
    ask(launch(campaign, by=None, now=noon), list(rows), due_ms=due_ms, now=noon)
    campaign = Campaign.objects.select_related("launch").get()
    came = np.arange(1, PEOPLE // 2 + 1)
    group = groups(came, cause_of(campaign))
    answering = came[group == BEST][:300].tolist() + came[group == USUAL][:2].tolist()
    numbers = {one.identity_id: one.id for one in find.of_people(answering, causes=[cause_of(campaign)])}
    Reaction.objects.bulk_create(
        Reaction(message_id=numbers[one], campaign_id=campaign.pk, opened_ms=1) for one in answering
    )

    now = best_hour(campaign, now=noon + timedelta(hours=1))
    later = best_hour(campaign, now=noon + timedelta(hours=6))

    assert now is not None
    assert later is not None
    assert (now.best.people, now.best.answered) == (int((group == BEST).sum()), 300)
    assert (now.usual.people, now.usual.answered) == (int((group == USUAL).sum()), 2)
    assert now.best.people + now.tried.people + now.usual.people == PEOPLE / 2
    assert now.more is not None
    assert now.more.is_clear
    assert later.best.people + later.tried.people + later.usual.people == PEOPLE


def test_a_campaign_that_goes_otherwise_has_nothing_to_compare(noon) -> None:
    assert best_hour(Campaign.objects.create(name="Tea", body="Tea", rule={"all": []}), now=noon) is None
