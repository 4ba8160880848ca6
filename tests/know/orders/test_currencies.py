"""Sums are in the team's currency; nothing is converted, and nothing is left out in silence."""

import logging
from collections.abc import Callable

import pytest

from polku.know.events.models import Wish
from polku.know.events.read import place
from polku.know.orders.find import of_person, totals
from polku.know.orders.recount import change_currency, grant
from polku.know.people import find
from polku.know.people.models import Changed, Identity, Profile
from polku.know.teams.models import Team
from tests.know.orders.test_orders import CarryOn, Log, order
from tests.know.people.stream import identify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team(db: None) -> Team:
    return Team.objects.create(name="Kahvila", currency="USD")


def devi() -> Profile:
    person = find.by_identity("user_id", "u1")
    assert person is not None
    return person


def test_another_currency_of_the_team_counts_all_orders_again(team: Team, log_events: Log, carry_on: CarryOn) -> None:
    log_events(order(1, key="m1", revenue=10, currency="EUR"), order(2, key="m2", order_id="o2", revenue=7))
    log_events(identify("u1", 3, key="m3", traits={"email": "devi@shop.example"}))
    carry_on()
    assert (devi().orders, devi().revenue_minor) == (2, 700)
    Changed.objects.all().delete()

    assert change_currency(team, "EUR")
    assert grant() == 1
    assert (devi().orders, devi().revenue_minor, Identity.objects.exclude(orders=0).count()) == (0, 0, 0)
    assert Changed.objects.filter(id=devi().id).exists()
    carry_on()

    # The order that named no currency is in the team's: 10 + 7.
    assert (devi().orders, devi().revenue_minor) == (2, 1700)
    assert [(total.currency, total.orders) for total in totals(devi().id)] == [("EUR", 2)]
    assert Team.objects.get().currency == "EUR"


def test_the_same_currency_again_counts_nothing(team: Team, log_events: Log, carry_on: CarryOn) -> None:
    log_events(order(1, key="m1", revenue=10))
    carry_on()

    assert not change_currency(team, "USD")

    assert (grant(), Wish.objects.count(), place("orders") > 0) == (0, 0, True)


def test_a_refund_in_another_currency_is_told_and_not_taken_off(
    team: Team, log_events: Log, carry_on: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "polku.know.orders.fold"):
        log_events(order(1, key="m1", revenue=10, currency="EUR"))
        log_events(order(2, key="r1", event="Order Refunded", refund=4, currency="USD"))
        log_events(order(3, key="r2", event="Order Refunded", refund=1.5, currency="EUR"))
        carry_on()

    [row] = of_person(devi().id)
    assert (row.revenue_minor, row.refunded_minor, row.refunds_apart) == (1000, 150, [("4", "USD")])
    assert {one.getMessage() for one in caplog.records} == {
        "Order o1 is in EUR: its refund of 4 USD is not taken off it"
    }
