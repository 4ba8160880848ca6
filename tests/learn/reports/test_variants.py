"""What came of variants, and who decides."""

from datetime import timedelta

import numpy as np
import pytest

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.launch import launch
from polku.act.campaigns.loop import ask
from polku.act.campaigns.models import Campaign, Frozen
from polku.act.campaigns.trials.draw import drawn_of
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.set_up import add_variant, choose
from polku.know.people.models import Identity, Profile
from polku.learn.reports import judge
from polku.learn.reports.variants import variants
from polku.say.arms import packed
from polku.say.outbox import find
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db
PEOPLE = 4_000


@pytest.fixture
def running(noon):
    """A campaign on its way to 4,000 people, half of them on trial; `clicks`: how many of each variant's people did."""

    def make(*, clicks=(), left=(), **chosen):
        rows = range(1, PEOPLE + 1)
        seen = {"first_seen_ms": 0, "last_seen_ms": 0}
        Profile.objects.bulk_create([Profile(id=number, **seen) for number in rows])
        named = [Identity(id=n, kind="user_id", value=f"p{n}", profile_id=n, **seen) for n in rows]
        Identity.objects.bulk_create(named)
        campaign = Campaign.objects.create(name="Tea", body="Tea", rule={"all": []})
        add_variant(campaign, by=None)
        choose(campaign, by=None, **{"percent": 50, **chosen})
        sent_off = launch(campaign, by=None, now=noon)
        packed.keep(cause_of(campaign), "asked", np.arange(1, PEOPLE + 1))
        salts = {"percent": 0, "salt": "s", "team_percent": 0, "team_salt": ""}
        Frozen.objects.create(launch=sent_off, rule={}, found=PEOPLE, **salts)
        ask(sent_off, list(rows), now=noon)
        campaign = Campaign.objects.select_related("launch", "trial").get(pk=campaign.pk)
        react(campaign, clicks, "clicked_ms")
        react(campaign, left, "unsubscribed_ms")
        return campaign

    return make


def react(campaign, counts, what):
    for part, count in zip(drawn_of(campaign).parts, counts, strict=False):
        messages = {one.identity_id: one.id for one in find.of_people(part.tolist(), causes=[cause_of(campaign)])}
        for person in part[:count].tolist():
            Reaction.objects.update_or_create(
                message_id=messages[person], defaults={"campaign_id": campaign.pk, what: 1}
            )


def decided(campaign):
    row = Trial.objects.get(campaign=campaign)
    return None if row.decided_at is None else (row.winner, row.why, row.rest)


def test_what_came_of_each_is_counted_among_those_drawn_for_it(running):
    campaign = running(clicks=(30, 60), left=(1, 2))

    found = variants(campaign)

    drawn = drawn_of(campaign)
    assert [(one.people, one.reached, one.left) for one in found.rows] == [
        (len(drawn.parts[0]), 30, 1),
        (len(drawn.parts[1]), 60, 2),
    ]
    assert found.rest == len(drawn.rest) == PEOPLE - sum(len(part) for part in drawn.parts)
    assert not found.sizes.is_off
    assert found.leader == 1


def test_the_rest_does_not_count_when_it_reacts(running, noon):
    campaign = running(clicks=(30, 60), wait_h=1)
    judge.tick(noon + timedelta(hours=1))
    drawn = drawn_of(campaign)
    messages = find.of_people(drawn.rest[:50].tolist(), causes=[cause_of(campaign)])
    Reaction.objects.bulk_create(
        [Reaction(message_id=one.id, campaign_id=campaign.pk, clicked_ms=1) for one in messages]
    )

    assert [one.reached for one in variants(campaign).rows] == [30, 60]
    assert {one.version for one in messages} == {1}


def test_a_clear_winner_is_chosen_at_once(running, noon):
    campaign = running(clicks=(40, 190))

    assert judge.tick(noon + timedelta(minutes=30)) == 1

    assert decided(campaign) == (1, "clear", len(drawn_of(campaign).rest))
    assert judge.tick(noon + timedelta(hours=30)) == 0


def test_who_wants_to_wait_waits(running, noon):
    campaign = running(clicks=(40, 190), ends_early=False)

    assert judge.tick(noon + timedelta(hours=23, minutes=59)) == 0
    assert judge.tick(noon + timedelta(hours=24)) == 1
    assert decided(campaign)[:2] == (1, "clear")


@pytest.mark.parametrize(("unclear", "expected"), [("leader", (1, "leader")), ("first", (0, "first")), ("ask", None)])
def test_when_it_is_not_clear(running, noon, unclear, expected):
    campaign = running(clicks=(50, 53), unclear=unclear)

    assert judge.tick(noon + timedelta(hours=23)) == 0
    judge.tick(noon + timedelta(hours=24))

    assert (decided(campaign) or ())[:2] == (expected or ())


def test_none_wins_that_drives_people_away(running, noon):
    campaign = running(clicks=(40, 190), left=(0, 40))

    assert variants(campaign).barred == (1,)
    assert judge.tick(noon + timedelta(hours=2)) == 0
    judge.tick(noon + timedelta(hours=24))
    assert decided(campaign)[:2] == (0, "leader")


def test_many_that_go_on_for_days_keep_no_other_waiting(running, noon, monkeypatch):
    monkeypatch.setattr(judge, "MOST", 2)
    for _ in range(2):
        _undecided(noon)
    campaign = running(clicks=(40, 190))

    assert [judge.tick(noon + timedelta(minutes=30)) for _ in range(2)] == [0, 1]

    assert decided(campaign) == (1, "clear", len(drawn_of(campaign).rest))


def _undecided(noon):
    """A trial of nobody, which is not clear yet."""
    campaign = Campaign.objects.create(name="Tea", body="Tea", rule={"all": []})
    add_variant(campaign, by=None)
    choose(campaign, by=None, percent=50)
    ask(launch(campaign, by=None, now=noon), [], now=noon)
