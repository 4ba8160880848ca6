"""What is done on the clock, and in which lane."""

import pytest

from polku.doors.work import lanes as lanes_of_work
from polku.doors.work.lanes import COLUMNS_PAUSE_S, COLUMNS_SHARE, LATE_COLUMNS_PAUSE_S, lanes, pause_s
from polku.flow import READERS
from polku.kit import clock
from polku.know.events.models import Wish
from polku.know.orders.models import Order

pytestmark = pytest.mark.django_db

SAID = {"type": "track", "event": "Order Completed", "userId": "devi", "properties": {"order_id": "o1", "total": 5}}
MANY = 10**12
COLUMNS = next(reader for reader in READERS if reader.name == "columns")


def test_orders_are_counted_again_in_the_lane_that_folds_them(log_events, carry_on):
    log_events(SAID)
    carry_on()
    Order.objects.update(revenue_minor=1)
    Wish.objects.create(name=Wish.RECOUNT_ORDERS, asked_ms=0)

    steps = lanes()["fold"]
    while sum(step.tick() for step in steps):
        pass

    assert [step.name for step in steps[1:]] == [reader.name for reader in READERS if not reader.is_outside]
    assert [order.revenue_minor for order in Order.objects.all()] == [500]
    assert not Wish.objects.exists()


@pytest.mark.parametrize(
    ("block", "took_s", "waited_ms", "pause"),
    [
        (1, 0.01, 0, 0.0),
        (MANY, 0.01, 0, COLUMNS_PAUSE_S),
        (MANY, 0.1, 0, 0.1 / COLUMNS_SHARE),
        (MANY, 60, 0, LATE_COLUMNS_PAUSE_S),
        (MANY, 0.01, 5_000, LATE_COLUMNS_PAUSE_S),
    ],
    ids=["a whole block waits", "little waits", "it took a while", "it took long", "those before are late"],
)
def test_columns_take_large_blocks_when_much_is_to_be_caught_up_with(
    noon, log_events, carry_on, monkeypatch, block, took_s, waited_ms, pause
):
    monkeypatch.setattr(lanes_of_work, "COLUMNS_BLOCK", block)
    log_events(SAID)
    log_events(SAID)
    carry_on()  # all but the columns
    log_events(SAID, received_ms=clock.now_ms() - waited_ms)

    assert pause_s(COLUMNS, took_s=took_s) == pause
