"""SQL and the oracle agree on order and calendar, for people drawn by chance whose events often fall together."""

import random
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from polku.kit import clock, ids
from polku.know.people.models import Profile
from polku.know.rules import ask
from polku.know.rules.live import finds_among
from polku.know.rules.tree import read
from polku.know.teams.models import Team
from tests.know.rules.drawn import calendar, compare, did, occurrence, sequence
from tests.know.rules.drawn.people import DAY_MS, EVENTS, crowd, event
from tests.know.rules.drawn.world import settle
from tests.know.rules.oracle import At, Event, Somebody, holds

pytestmark = pytest.mark.django_db

# Days on which clocks are put forward and back, and the ends of months, quarters and years.
WORLDS = [
    ("UTC", datetime(2026, 11, 21, 12, tzinfo=UTC)),
    ("Europe/Helsinki", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
    ("Asia/Tokyo", datetime(2026, 12, 31, 15, 30, tzinfo=UTC)),
]
rules = some.one_of(
    sequence.rules,
    sequence.rules,
    occurrence.rules,
    compare.rules,
    some.tuples(did.rules, calendar.ons).map(lambda both: both[0] | both[1]),
)


def drawn(dice: random.Random, at: At) -> list[Somebody]:
    """Half of them did little else than few things at few instants."""
    people = crowd(dice, at, people=40)
    for person in people[::2]:
        days = dice.choice(((1, 2, 3, 4, 5), (1, 1.5, 2, 9), range(400), (0, 0, 0, 1, 1)))
        person.events = [
            Event(dice.choice(EVENTS), _ms(dice, at, days), under=dice.choice((0, 0, 1)), is_late=dice.random() < 0.2)
            for _ in range(dice.choice((3, 6, 12)))
        ]
    for person in people[1::2]:
        person.events += [event(dice, at) for _ in range(4)]
    for person in people:
        person.traits["timezone"] = dice.choice(calendar.ZONES)
        person.traits["time_zone"] = dice.choice(calendar.ZONES)
    return people


def _ms(dice: random.Random, at: At, days: object) -> int:
    return at.now_ms - round(dice.choice(list(days)) * DAY_MS) - dice.choice((0, 0, 1, 3_600_000, 5_400_000))


@pytest.mark.parametrize(("zone", "now"), WORLDS, ids=[zone for zone, _ in WORLDS])
def test_sql_and_the_oracle_agree_on_order_and_calendar(zone, now, columns, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone=zone)
    at = At(clock.to_ms(now), ZoneInfo(zone))
    people = drawn(random.Random(f"20261122 {zone}"), at)
    with clock.fixed(now):
        settle(people, log_events, carry_on)
    names = dict(Profile.objects.values_list("id", "name"))
    some_people = [ids.identity_id("user_id", person.name) for person in people[:10]]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rules)
    def agree(rule: dict) -> None:
        found = ask.people(rule, now)
        meant = [person.name for person in people if holds(rule, person, at)]
        assert sorted(names[number] for number in found) == meant, rule
        assert finds_among([read(rule)], some_people, now) == [set(some_people) & set(found)]

    agree()
