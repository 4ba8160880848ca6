"""What is done on the clock, and in which lane."""

import pytest

from polku.doors.work.lanes import lanes
from polku.flow import READERS
from polku.know.events.models import Wish
from polku.know.orders.models import Order

pytestmark = pytest.mark.django_db


def test_orders_are_counted_again_in_the_lane_that_folds_them(log_events, carry_on):
    said = {"type": "track", "event": "Order Completed", "userId": "devi", "properties": {"order_id": "o1", "total": 5}}
    log_events(said)
    carry_on()
    Order.objects.update(revenue_minor=1)
    Wish.objects.create(name=Wish.RECOUNT_ORDERS, asked_ms=0)

    steps = lanes()["fold"]
    while sum(step.tick() for step in steps):
        pass

    assert [step.name for step in steps[1:]] == [reader.name for reader in READERS if not reader.is_outside]
    assert [order.revenue_minor for order in Order.objects.all()] == [500]
    assert not Wish.objects.exists()
