"""SQL and the oracle agree on every rule, for people drawn by chance: asked of everybody, and of a few at once."""

import random
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.rules import ask
from polku.know.rules.live import finds_among
from polku.know.rules.tree import read
from polku.know.teams.models import Team
from tests.examples import examples
from tests.know.rules.drawn.people import crowd
from tests.know.rules.drawn.rules import rules
from tests.know.rules.drawn.world import settle
from tests.know.rules.oracle import At, holds

pytestmark = pytest.mark.django_db

# Where the team lives, and when it asks: the second and third are just after summer time has begun or ended.
WORLDS = [
    ("UTC", datetime(2026, 11, 21, 12, tzinfo=UTC)),
    ("Europe/Helsinki", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
]

MIXED = [
    {"trait": "tags", "op": "is", "value": value} for value in ("30", 30, "2.5", 2.5, "true", True, "åbo", 1, "1", "")
]


@pytest.mark.parametrize(("zone", "now"), WORLDS, ids=[zone for zone, _ in WORLDS])
def test_sql_and_the_oracle_agree(zone, now, columns, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone=zone)
    at = At(clock.to_ms(now), ZoneInfo(zone))
    people = crowd(random.Random(f"20261121 {zone}"), at)
    with clock.fixed(now):
        settle(people, log_events, carry_on)
    names = dict(Profile.objects.values_list("id", "name"))
    some_people = sorted(names)[:15]

    def check(rule: dict) -> None:
        found = ask.people(rule, now)
        meant = [person.name for person in people if holds(rule, person, at)]
        assert sorted(names[number] for number in found) == meant, rule
        assert finds_among([read(rule)], some_people, now) == [set(some_people) & set(found)], rule

    for rule in MIXED:
        check(rule)

    @settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
    @given(rules)
    def agree(rule: dict) -> None:
        check(rule)

    agree()
