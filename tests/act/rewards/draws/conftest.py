"""Draws for tests: `draw(**terms)` makes a live one."""

from datetime import UTC, datetime, timedelta

import pytest

from polku.act.rewards.ledger.models import Program, Terms
from polku.know.teams.models import Team

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
DAY = timedelta(days=1)
BIKE = {"key": "bike", "title": "A bicycle", "stock": 1}
SCHEDULED = {"title": "The great draw", "mode": "scheduled", "prizes": [BIKE], "closes": (NOW + DAY).isoformat()}
TEA = {"key": "tea", "title": "A tea", "stock": 5, "chance": {"of": 2}}
INSTANT = {"title": "Scratch!", "mode": "instant", "prizes": [TEA], "entry": "given", "wins_person": None}


@pytest.fixture
def team(db):
    return Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")


def make(terms, kind="draw"):
    row = Program.objects.create(kind=kind, name=terms["title"], currency="EUR", state="live")
    Terms.objects.create(program=row, number=1, terms=terms)
    return row


@pytest.fixture
def draw(team):
    return lambda **more: make(SCHEDULED | more)


@pytest.fixture
def game(team):
    return lambda **more: make(INSTANT | more)


@pytest.fixture
def coupon(team):
    """A program of coupons, as a prize."""
    return make({"title": "A cup of tea", "benefit": {"kind": "gift", "gift": "tea"}}, kind="coupon")
