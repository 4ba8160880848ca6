"""Who is erased leaves no delivery behind, and nothing that was about to be told."""

from collections.abc import Callable
from datetime import datetime

import pytest

from polku.act.webhooks.models import Delivery, Webhook
from polku.flow import KEEPERS, READERS
from polku.kit import ids
from polku.know.events.forgetting.work import Forgetter
from polku.know.people import columns as people_columns
from polku.know.people import find
from polku.know.people.erase import erase
from tests.act.webhooks.receiver import Receiver


@pytest.mark.django_db(transaction=True)
def test_their_deliveries_go_with_them_and_his_stay(
    columns: None,
    noon: datetime,
    listening: Callable[..., Receiver],
    webhook: Callable[..., tuple[Webhook, str]],
    log_events: Callable[..., None],
    carry_on: Callable[[], None],
    send: Callable[..., None],
) -> None:
    stock = listening(answers=[(500, {}, "cannot take devi-4711")])
    webhook(stock, "Order *", "Searched")
    order = {"type": "track", "event": "Order Completed", "properties": {"order_id": "A-1", "revenue": 12}}
    log_events(order | {"userId": "devi-4711", "messageId": "o1"})
    carry_on()
    send()
    log_events(order | {"userId": "emile", "messageId": "o2", "properties": {"order_id": "A-2", "revenue": 3}})
    log_events({"type": "track", "event": "Searched", "userId": "devi-4711", "messageId": "s1"})
    carry_on()
    people_columns.sync()
    devi = find.by_id(ids.identity_id("user_id", "devi-4711"))
    assert devi is not None

    erase([devi], by="Aino")
    Forgetter(READERS, KEEPERS).tick()
    send()

    assert list(Delivery.objects.values_list("name", "state")) == [("Order Completed", "delivered")]
    assert [told["data"]["id"] for told in stock.told] == ["o1", "o2"]
