"""The same reports, refunds and cancellations in any order make the same orders and totals."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polku.know.events.event import Event
from polku.know.orders import fold as orders
from polku.know.orders.models import Order
from polku.know.people import fold as people
from polku.know.people.models import Identity, Profile
from tests.examples import examples
from tests.know.people.oracle import answer
from tests.know.people.stream import RolledBack, Said, events_of, folded, identify, track

pytestmark = pytest.mark.django_db

who, days = st.sampled_from(["u1", "u2", "a1", "a2"]), st.integers(0, 4)
amounts = st.sampled_from([10, "12.50", 0, -3, "much", None, True, 1e300, 7])
currencies = st.sampled_from(["USD", "eur", "JPY", 5, None])


@st.composite
def an_event(draw: st.DrawFn) -> Said:
    event = draw(st.sampled_from("Completed Completed Updated Refunded Cancelled identify".split()))
    if event == "identify":
        return {**identify(draw(who), draw(days), key=""), "anonymousId": draw(st.sampled_from(["a1", "a2"]))}
    properties: dict[str, Any] = {"order_id": draw(st.sampled_from(["o1", "o2", 3]))}
    for name in draw(st.sets(st.sampled_from(["revenue", "total", "refund"]))):
        properties[name] = draw(amounts)
    if draw(st.booleans()):
        properties["currency"] = draw(currencies)
    if draw(st.booleans()):
        properties["products"] = [{"price": draw(amounts), "quantity": draw(amounts)}]
    return track(draw(who), draw(days), key="", event=f"Order {event}", **properties)


@st.composite
def a_life(draw: st.DrawFn) -> list[Said]:
    drawn = draw(st.lists(an_event(), min_size=1, max_size=12))
    return [{**event, "messageId": f"m{number}"} for number, event in enumerate(drawn)]


@settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(life=a_life(), data=st.data())
def test_any_order_any_repetition_any_cut(db: None, life: list[Said], data: st.DataObject) -> None:
    expected = orders_of(events_of(life))
    leads = {node: lead for lead, person in answer(events_of(life))["people"].items() for node in person["identities"]}
    shuffled = data.draw(st.permutations(life + data.draw(st.lists(st.sampled_from(life), max_size=4))))
    cuts = data.draw(st.lists(st.integers(1, len(shuffled)), max_size=6))

    with RolledBack():
        folded(shuffled, cuts=cuts, folds=[people.fold, orders.fold])
        rows = {row.id: (row.kind, row.value) for row in Identity.objects.all()}
        found = {
            order.order_id: {
                "identity": rows[order.identity_id] if order.identity_id is not None else None,
                "at": order.at_ms,
                "cancelled": order.is_cancelled,
                "currency": order.currency if order.identity_id is not None else "",
                "revenue": order.revenue_minor,
                "refunded": order.refunded_minor,
                "refunds": sorted(json.loads(order.refunds)),
            }
            for order in Order.objects.all()
        }
        totals = {rows[row.id]: (row.orders, row.revenue_minor) for row in Profile.objects.all()}

    assert found == expected
    wanted = dict.fromkeys(totals, (0, 0))
    for order in expected.values():
        if order["identity"] is not None and not order["cancelled"]:
            lead = leads[order["identity"]]
            net = order["revenue"] - order["refunded"] if order["currency"] == "USD" else 0
            wanted[lead] = (wanted[lead][0] + 1, wanted[lead][1] + net)
    assert totals == wanted


def orders_of(events: list[Event]) -> dict[str, Any]:
    """Plainly: each order from all that was said of it."""
    from polku.know.orders.amounts import currency_of, refund_of, revenue_of
    from polku.know.orders.said import Said as SaidOfOrder
    from polku.know.orders.said import order_id_of, read_said

    def said_by(event: Event) -> SaidOfOrder:
        return read_said(bytes(event.given.properties))

    found: dict[str, Any] = {}
    mine = [event for event in events if event.name.startswith("Order ")]
    for order_id in {order_id_of(said_by(event)) for event in mine}:
        said = [event for event in mine if order_id_of(said_by(event)) == order_id]
        reports = [event for event in said if event.name in ("Order Completed", "Order Updated")]
        refunds = {event.id: refund_of(said_by(event)) for event in said if event.name == "Order Refunded"}
        is_cancelled = any(event.name == "Order Cancelled" for event in said)
        identity, currency, revenue = None, "", 0
        if reports:

            def price(event: Event) -> int | None:
                return revenue_of(said_by(event), currency=currency_of(said_by(event), default="USD"))

            newest = max(reports, key=lambda event: (price(event) is not None, event.stamp))
            identity, revenue = newest.identity, price(newest) or 0
            currency = currency_of(said_by(newest), default="USD")
        refunded = 0
        for refund in refunds.values():
            from polku.kit import money

            if refund is not None and refund[1] in ("", currency):
                refunded += money.to_minor(refund[0], currency or "USD") or 0
        if is_cancelled or None in refunds.values():
            refunded = max(revenue, 0)
        found[order_id] = {
            "identity": identity,
            "at": min(event.time_ms for event in reports or said),
            "cancelled": is_cancelled,
            "currency": currency,
            "revenue": revenue,
            "refunded": min(refunded, max(revenue, 0)),
            "refunds": sorted(refunds),
        }
    return found
