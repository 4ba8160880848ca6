"""Who gets a campaign, who is taken off it, and who is held out to see what it brings about."""

import pytest

from polku.act.campaigns import loop, write
from polku.act.campaigns.audience import asked_of, frozen_of
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Frozen
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.whom import of_segments, parted
from polku.kit import ids
from polku.know.people.models import Identity
from polku.know.rules import ask as rules
from polku.know.segments.segments import create
from polku.know.teams.models import TrailEntry
from polku.say.arms import packed, team
from polku.say.arms.models import Arm
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db
EVERYBODY = {"all": []}
NAMES = [f"p{number}" for number in range(24)]


@pytest.fixture(autouse=True)
def _new_process():
    loop._not_before.clear()


def sent_off(campaign, now):
    row = launch(campaign, by=None, now=now)
    while loop.tick(now) + outbox.tick(now):
        pass
    return row


def got():
    return set(PaperCopy.objects.values_list("identity_id", flat=True))


def numbers(names):
    return {ids.identity_id("user_id", name) for name in names}


def test_who_is_excluded_gets_nothing_by_one_rule(shop, draft, noon):
    shop(devi=2, emile=2, fumi=3)
    many = create("Many", rule={"did": "Order Completed", "count": {"gte": 3}})
    campaign = draft(exclusion={"any": [{"in_segment": "many"}, {"trait": "firstName", "op": "is", "value": "Emile"}]})

    sent_off(campaign, noon)

    assert got() == numbers(["devi"])
    assert Frozen.objects.get().rule == {"all": [campaign.rule, {"not": campaign.exclusion}]}
    assert campaign.exclusion["any"][0] == {"in_segment": many.pk}


def test_an_exclusion_is_held_to_the_language_of_rules_and_kept_until_another_is_given(draft):
    with pytest.raises(NotReady) as wrong:
        draft(exclusion={"dit": "Order Completed"})
    assert [problem.field for problem in wrong.value.problems] == ["exclusion"]
    with pytest.raises(NotReady) as wrong:
        draft(holdout_percent=51)
    assert [problem.field for problem in wrong.value.problems] == ["holdout_percent"]

    row = draft(exclusion={"reachable": "paper"}, holdout_percent=10)
    same = {"name": "Tea", "channel": "paper", "subject": "", "body": "Hello", "rule": EVERYBODY}
    assert (write.change(row, **same).exclusion, row.holdout_percent) == ({"reachable": "paper"}, 10)
    assert (write.change(row, **same, exclusion=None, holdout_percent=0).exclusion, row.holdout_percent) == (None, 0)
    assert "exclusion" in TrailEntry.objects.filter(action="campaign.changed").last().before


@pytest.mark.parametrize(
    ("exclusion", "segments", "rest"),
    [
        (None, [], None),
        ({"any": [{"in_segment": 3}, {"in_segment": 5}]}, [3, 5], None),
        ({"any": [{"in_segment": 3}, {"reachable": "paper"}]}, [3], {"reachable": "paper"}),
        ({"any": [{"in_segment": 3}, {"all": []}, {"any": []}]}, [3], {"any": [{"all": []}, {"any": []}]}),
        ({"any": [{"all": []}, {"any": []}]}, [], {"any": [{"all": []}, {"any": []}]}),
        ({"not": {"in_segment": 3}}, [], {"not": {"in_segment": 3}}),
    ],
)
def test_an_exclusion_is_segments_and_a_rest_and_the_other_way_round(exclusion, segments, rest):
    assert parted(exclusion) == (segments, rest)
    assert of_segments(segments, rest) == exclusion


def test_a_holdout_gets_nothing_and_is_the_sample_of_the_same_salt(shop, draft, noon):
    shop(**dict.fromkeys(NAMES, 1))
    campaign = draft(rule=EVERYBODY, holdout_percent=50)

    row = sent_off(campaign, noon)

    cause = cause_of(campaign)
    held = set(rules.people({"sample": {"percent": 50, "salt": cause}}, noon))
    assert set(packed.read(cause, Arm.Name.HOLDOUT).tolist()) == held
    assert got() == numbers(NAMES) - held
    assert 4 < len(held) < 20
    frozen = frozen_of(row)
    assert (frozen.found, frozen.percent, frozen.salt, frozen.team_percent) == (24, 50, cause, 0)


def test_an_audience_is_drawn_once_whatever_happens_to_people_afterwards(shop, draft, noon):
    shop(**dict.fromkeys(NAMES, 1))
    row = launch(draft(rule=EVERYBODY, holdout_percent=50), by=None, now=noon)
    first = asked_of(row).tolist()
    Identity.objects.filter(id__in=first).update(profile_id=min(numbers(NAMES)))
    shop(gita=1)

    assert asked_of(row).tolist() == first


def test_the_teams_holdout_gets_no_campaign_but_what_belongs_to_the_service(shop, draft, noon):
    shop(**dict.fromkeys(NAMES, 1))
    team.change(50, by=None)
    campaign = draft(rule=EVERYBODY, holdout_percent=50)
    service = draft(rule=EVERYBODY, purpose="service", name="Your order")

    sent_off(campaign, noon)
    cause = cause_of(campaign)
    asked, held, never = (set(packed.read(cause, arm).tolist()) for arm in ("asked", "holdout", "team"))

    assert got() == asked
    assert (len(asked | held | never), len(asked) + len(held) + len(never)) == (24, 24)
    assert set(team.drawn(team.current()).tolist()) == never
    assert min(len(asked), len(held), len(never)) > 0
    PaperCopy.objects.all().delete()
    shop()
    sent_off(service, noon)
    assert got() == numbers(NAMES)
    assert Frozen.objects.get(launch__campaign=service).team_percent == 0


def test_who_was_held_out_by_the_team_stays_so_when_their_number_has_become_another(shop, draft, noon):
    shop(**dict.fromkeys(NAMES, 1))
    row = team.change(50, by=None)
    held = min(number for number in numbers(NAMES) if team.sample(row).takes(number))
    free = min(number for number in numbers(NAMES) if not team.sample(row).takes(number))
    sent_off(draft(rule=EVERYBODY), noon)
    Identity.objects.filter(id=held).update(profile_id=free)
    PaperCopy.objects.all().delete()
    shop()

    sent_off(draft(rule=EVERYBODY, name="Again"), noon)

    assert got() == {number for number in numbers(NAMES) if not team.sample(row).takes(number)} - {free}
