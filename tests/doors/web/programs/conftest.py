"""A program of coupons, and people who can be given some."""

from collections.abc import Callable
from typing import Any

import pytest

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program
from polku.know.teams.models import Member

TERMS = {
    "title": "A tenth off all tea",
    "benefit": {"kind": "percent", "percent": 10, "goods": {"categories": ["tea"]}},
    "conditions": {"least_minor": 800, "weekdays": [1, 2], "hours": [{"first": 840, "last": 1020}]},
    "valid": {"days": 30},
    "limits": {"person": 1, "total": 5000},
}


@pytest.fixture
def make(aino: Member) -> Callable[..., Program]:
    def make(name: str = "Autumn tea", *, state: str = "live", **more: Any) -> Program:
        row = programs.create(name, TERMS | more, currency="EUR", by=aino)
        if state != "draft":
            programs.become(row, "live", by=aino)
        if state not in ("draft", "live"):
            programs.become(row, state, by=aino)
        row.refresh_from_db()
        return row

    return make
