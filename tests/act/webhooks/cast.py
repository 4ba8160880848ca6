"""What the tests of webhooks share: an order, and the types of what they are given."""

from collections.abc import Callable

from polku.act.webhooks.models import Delivery, Webhook
from tests.act.webhooks.receiver import Receiver

Listening = Callable[..., Receiver]
Webhooks = Callable[..., tuple[Webhook, str]]
Log = Callable[..., None]
Send = Callable[..., None]
CarryOn = Callable[[], None]

ORDER = {
    "type": "track",
    "event": "Order Completed",
    "userId": "devi",
    "messageId": "order-1",
    "timestamp": "2026-11-21T09:30:00Z",
    "properties": {"order_id": "1001", "revenue": 12.5},
    "context": {"locale": "fi-FI"},
}


def states() -> list[tuple[str, int, int | None]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "attempts", "status"))
