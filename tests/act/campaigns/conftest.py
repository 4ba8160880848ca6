"""A shop with customers who bought, and the campaign that is written to them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from polku.act.campaigns import write
from polku.act.campaigns.models import Campaign
from polku.know.people import columns as people_columns
from polku.know.teams.models import Member

BOUGHT_TWICE: dict[str, Any] = {"did": "Order Completed", "within": "30d", "count": {"gte": 2}}


@pytest.fixture
def aino(db: None) -> Member:
    return Member.objects.create_user("aino@kahvila.example", "secret", name="Aino")


@pytest.fixture
def shop(
    noon: datetime, log_events: Callable[..., None], carry_on: Callable[[], None], columns: None
) -> Callable[..., None]:
    """`shop(devi=2, emile=1)`: so many orders each, a day ago; everything has reached the columns."""

    def run(**orders: int) -> None:
        for name, number in orders.items():
            log_events({"type": "identify", "userId": name, "traits": {"firstName": name.title()}})
            for count in range(number):
                log_events(order(name, f"{name}-{count}", at=noon - timedelta(days=1)))
        settle()

    def settle() -> None:
        carry_on()
        while people_columns.sync():
            pass

    return run


def order(name: str, order_id: str, *, at: datetime, revenue: float = 10.0, currency: str = "USD") -> dict[str, Any]:
    return {
        "type": "track",
        "event": "Order Completed",
        "userId": name,
        "timestamp": at.isoformat(),
        "properties": {"order_id": order_id, "revenue": revenue, "currency": currency},
    }


@pytest.fixture
def draft(aino: Member) -> Callable[..., Campaign]:
    def make(**given: Any) -> Campaign:
        wanted = {"subject": "Tea", "body": "Hello {{ person.first_name }}", "rule": BOUGHT_TWICE, "by": aino} | given
        return write.create(wanted.pop("name", "Second cup"), **wanted)

    return make
