"""Whoever comes to meet a rule of order or calendar by time alone, or no longer does, is among those said to."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from polku.kit import clock
from polku.kit import columns as store
from polku.know.rules import ask
from polku.know.rules.compile import crossed
from polku.know.rules.tree import read
from polku.know.teams.models import Team
from tests.know.rules.drawn.world import settle
from tests.know.rules.oracle import At
from tests.know.rules.test_order_oracle import drawn, rules

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 24, 20, 30, tzinfo=UTC)
LATER = (
    timedelta(milliseconds=1),
    timedelta(minutes=30),
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=10),
)


def test_whom_time_alone_changes_is_known(columns, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    at = At(clock.to_ms(NOW), ZoneInfo("Europe/Helsinki"))
    with clock.fixed(NOW):
        settle(drawn(random.Random(20_261_122), at), log_events, carry_on)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rules, some.sampled_from(LATER))
    def agree(rule: dict, later: timedelta) -> None:
        before, after = set(ask.people(rule, NOW)), set(ask.people(rule, NOW + later))
        asked = crossed(read(rule))
        times = {"since": clock.to_ms(NOW), "now": clock.to_ms(NOW + later)}
        found = {number for (number,) in store.query(asked.sql, asked.params | times)} if asked else set()
        assert before ^ after <= found, (rule, later)

    agree()
