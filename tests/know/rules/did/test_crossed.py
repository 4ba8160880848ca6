"""Whoever comes to meet a rule about events by time alone, or no longer does, is among those said to."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from polku.kit import clock, ids
from polku.kit import columns as store
from polku.know.rules import ask
from polku.know.rules.compile import crossed
from polku.know.rules.tree import read
from polku.know.teams.models import Team
from tests.know.rules.drawn import did
from tests.know.rules.drawn.people import crowd
from tests.know.rules.drawn.world import settle
from tests.know.rules.oracle import At

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = (timedelta(milliseconds=1), timedelta(hours=5), timedelta(days=1), timedelta(days=3), timedelta(days=10))
DUE = ("2026-11-21", "2026-11-22", "2026-11-24T12:00:00Z", "2026-11-21T14:30", "2026-11-29", "some day")

moving = some.tuples(
    some.sampled_from(("due", "parcels[].due", "parcels[].due[]")),
    some.sampled_from(
        (("within_next", "2d"), ("within_last", "1d"), ("before", "now"), ("after", "today"), ("before", "now-2h"))
    ),
).map(lambda both: {"prop": both[0], "op": both[1][0], "value": both[1][1]})
rules = did.rules | some.tuples(did.names, some.lists(moving, min_size=1, max_size=2)).map(
    lambda both: {"did": both[0], "where": both[1]}
)


def test_whom_time_alone_changes_is_known(columns, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    dice = random.Random(20_261_121)
    people = crowd(dice, At(clock.to_ms(NOW), ZoneInfo("Europe/Helsinki")))
    for event in (event for person in people for event in person.events):
        event.properties["due"] = dice.choice(DUE)
        parcels = [{"due": dice.choice(DUE)}, {"due": dice.choices(DUE, k=2)}, 7]
        event.properties["parcels"] = parcels[: dice.randrange(4)]
    with clock.fixed(NOW):
        settle(people, log_events, carry_on)

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rules, some.sampled_from(LATER))
    def agree(rule: dict, later: timedelta) -> None:
        before, after = set(ask.people(rule, NOW)), set(ask.people(rule, NOW + later))
        asked = crossed(read(rule))
        assert asked
        times = {"since": clock.to_ms(NOW), "now": clock.to_ms(NOW + later)}
        found = {number for (number,) in store.query(asked.sql, asked.params | times)}
        assert before ^ after <= found, (rule, later)

    agree()


def test_few_are_said_to_change(columns, log_events, carry_on):
    """Of all who bought, those whose purchase leaves the window just then, and those who bought ahead of time."""
    now_ms = clock.to_ms(NOW)
    ago = {"long ago": 40, "leaves": 7.02, "stays": 6, "ahead": -0.02, "far ahead": -1}
    for name, days in ago.items():
        time_ms = now_ms - round(days * 86_400_000)
        happened = {"type": "track", "event": "A", "userId": name, "timestamp": time_ms}
        log_events(happened, received_ms=now_ms - 3_600_000)
    carry_on()

    asked = crossed(read({"did": "A", "within": "7d"}))
    found = store.query(asked.sql, asked.params | {"since": now_ms - 3_600_000, "now": now_ms + 3_600_000})

    assert {number for (number,) in found} == {ids.identity_id("user_id", name) for name in ("leaves", "ahead")}
