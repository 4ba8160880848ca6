"""What a shop reports of its orders, and what becomes of it."""

from collections.abc import Callable

import pytest

from polku.know.orders.find import CurrencyTotal, Line, lines, of_person, totals
from polku.know.orders.models import Order
from polku.know.people import find
from polku.know.people.models import Changed, Profile
from polku.know.people.rebuild import rebuild
from tests.know.people.stream import Said, identify, track

pytestmark = pytest.mark.django_db(transaction=True)

Log, CarryOn = Callable[..., None], Callable[[], None]
BREAD = {"product_id": "p1", "sku": "BR-1", "name": "Ruisleipä 🍞", "price": 3.5, "quantity": 2}


def order(at: int, *, key: str, who: str = "u1", event: str = "Order Completed", **said: object) -> Said:
    return track(who, at, key=key, event=event, **{"order_id": "o1", **said})


def devi() -> Profile:
    person = find.by_identity("user_id", "u1")
    assert person is not None
    return person


def test_an_order_stands_on_its_person_with_its_lines(log_events: Log, carry_on: CarryOn) -> None:
    log_events(track("u1", 1, key="m0"), order(2, key="m1", revenue=12.5, products=[BREAD, "no product"]))
    carry_on()

    assert [(row.order_id, row.revenue_minor, row.items) for row in of_person(devi().id)] == [("o1", 1250, 2)]
    assert lines(of_person(devi().id)[0]) == [Line("p1", "BR-1", "Ruisleipä 🍞", 2.0, 350)]
    assert (devi().orders, devi().revenue_minor) == (1, 1250)
    assert Changed.objects.filter(id=devi().id).exists()


def test_the_newest_report_tells_the_amount_and_the_earliest_the_time(log_events: Log, carry_on: CarryOn) -> None:
    log_events(order(5, key="m2", revenue=20, event="Order Updated"))
    log_events(order(2, key="m1", revenue=12.5), order(9, key="m3", event="Order Updated", status="packed"))
    carry_on()

    row = Order.objects.get()
    assert (row.revenue_minor, row.at_ms, devi().orders, devi().revenue_minor) == (
        2000,
        order(2, key="")["timestamp"],
        1,
        2000,
    )


def test_without_revenue_the_total_counts_and_without_that_the_products(log_events: Log, carry_on: CarryOn) -> None:
    log_events(
        order(1, key="m1", order_id="o1", revenue="none", total="8.25"),
        order(2, key="m2", order_id="o2", products=[BREAD, {"price": "1.10"}, {"name": "no price"}]),
        order(3, key="m3", order_id="o3", revenue=float(10**20)),
    )
    carry_on()

    amounts = dict(Order.objects.values_list("order_id", "revenue_minor"))
    assert amounts == {"o1": 825, "o2": 810, "o3": 0}


def test_refunds_are_taken_off_once_each_and_never_more_than_was_paid(log_events: Log, carry_on: CarryOn) -> None:
    log_events(order(9, key="r1", event="Order Refunded", refund=4))
    log_events(order(9, key="r1", event="Order Refunded", refund=4))
    log_events(order(2, key="m1", revenue=10), order(8, key="r2", event="Order Refunded", total="-1.5"))
    carry_on()
    assert (devi().orders, devi().revenue_minor) == (1, 450)

    log_events(order(9, key="r3", event="Order Refunded"))
    carry_on()
    assert (devi().orders, devi().revenue_minor) == (1, 0)


def test_a_cancelled_order_does_not_count(log_events: Log, carry_on: CarryOn) -> None:
    log_events(order(9, key="c1", event="Order Cancelled"), order(2, key="m1", revenue=10))
    log_events(order(3, key="m2", order_id="o2", revenue=5))
    carry_on()

    assert (devi().orders, devi().revenue_minor) == (1, 500)
    assert totals(devi().id) == [CurrencyTotal("USD", 1, 500, 0)]


def test_other_currencies_are_told_apart(log_events: Log, carry_on: CarryOn) -> None:
    log_events(
        order(1, key="m1", revenue=10),
        order(2, key="m2", order_id="o2", revenue=1500, currency="jpy"),
        order(3, key="r1", order_id="o2", event="Order Refunded", refund=500),
    )
    carry_on()

    assert (devi().orders, devi().revenue_minor) == (2, 1000)
    assert totals(devi().id) == [CurrencyTotal("USD", 1, 1000, 0), CurrencyTotal("JPY", 1, 1000, 500)]


def test_orders_of_a_visitor_come_with_them_when_they_sign_in(log_events: Log, carry_on: CarryOn) -> None:
    log_events(order(1, key="m1", who="a1", revenue=10), order(2, key="m2", order_id="o2", revenue=5))
    carry_on()
    log_events({**identify("u1", 3, key="m3"), "anonymousId": "a1"})
    carry_on()

    assert (devi().orders, devi().revenue_minor) == (2, 1500)
    assert [row.order_id for row in of_person(devi().id)] == ["o2", "o1"]

    rebuild()
    carry_on()
    assert (devi().orders, devi().revenue_minor, Order.objects.count()) == (2, 1500, 2)


def test_an_order_without_an_id_is_known_by_its_event(log_events: Log, carry_on: CarryOn) -> None:
    log_events(order(1, key="m1", order_id=None, revenue=10), order(1, key="r1", order_id=None, event="Order Refunded"))
    carry_on()

    assert list(Order.objects.values_list("order_id", flat=True)) == ["m1"]
