"""Orders that events tell of bring stamps."""

import pytest

from polku.act.rewards.ledger.models import Movement, Terms
from polku.act.rewards.stamps.cards import card_of
from polku.kit import clock
from polku.know.people.models import Identity

pytestmark = pytest.mark.django_db
TEA = {"product_id": "sencha", "category": "Tea > Green", "price": 5, "quantity": 3}
CUP = {"product_id": "cup", "price": 9.5, "quantity": 1}


@pytest.fixture
def order(noon, log_events, carry_on):
    """`order("o1", total=24.5)`"""

    def run(number, name="Order Completed", time="2026-11-21T12:00:00Z", **said):
        properties = {"order_id": number, "currency": "EUR"} | said
        log_events({"type": "track", "event": name, "userId": "devi", "timestamp": time, "properties": properties})
        carry_on()

    return run


def stamps(program):
    card = card_of(program, Identity.objects.values_list("id", flat=True), now_ms=clock.now_ms())
    return card.completed, card.has


@pytest.mark.parametrize(
    ("comes", "has"),
    [
        ({"kind": "visit"}, 1),
        ({"kind": "visit", "least_minor": 2_451}, 0),
        ({"kind": "amount", "per_minor": 1_000}, 2),
        ({"kind": "amount", "per_minor": 1_000, "goods": {"categories": ["Tea"]}}, 1),
        ({"kind": "goods", "goods": {"categories": ["Tea"]}}, 3),
        ({"kind": "goods", "goods": {"products": ["cup"]}}, 1),
    ],
)
def test_what_an_order_brings(noon, card, order, comes, has):
    program = card(9, comes=comes | {"is_by_order": True})

    order("o1", products=[TEA, CUP], total=24.5)
    order("o1", products=[TEA, CUP], total=24.5)

    assert stamps(program) == (0, has)


def test_in_another_currency_or_long_ago_none_and_refunded_whole_they_go(noon, card, order):
    program = card(2, comes={"kind": "amount", "per_minor": 1_000, "is_by_order": True})
    order("dollars", total=50, currency="USD")
    order("old", total=50, time="2026-10-01T12:00:00Z")
    order("o1", total=30, store="kallio")
    assert stamps(program) == (1, 1)
    assert set(Movement.objects.filter(kind="grant", program_id=program.pk).values_list("store", flat=True)) == {
        "kallio"
    }

    order("o1", name="Order Refunded", total=10)
    assert stamps(program) == (1, 1)
    order("o1", name="Order Cancelled")
    order("o1", name="Order Cancelled")

    assert stamps(program) == (0, 0)


def test_cards_that_do_not_ask_for_orders_get_none(noon, card, order):
    program = card(9)

    order("o1", total=30)

    assert (stamps(program), Terms.objects.count(), Movement.objects.count()) == ((0, 0), 2, 0)


def test_sent_back_long_after_the_next_card_was_begun_its_stamp_goes_all_the_same(noon, card, order):
    program = card(2, comes={"kind": "visit", "is_by_order": True})
    for number in ("o1", "o2", "o3"):
        order(number, total=30)
    assert stamps(program) == (1, 1)

    order("o1", name="Order Cancelled")
    assert stamps(program) == (1, 0)
    order("o3", name="Order Cancelled")
    assert stamps(program) == (0, 1)
