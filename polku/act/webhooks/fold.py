"""How webhooks read the log: whoever wants an event gets a delivery of it. An acting reader: it only goes forward."""

from hashlib import blake2b
from typing import Any

from django.db import connection

from polku.act.webhooks import sql
from polku.act.webhooks.models import Webhook
from polku.act.webhooks.names import wanted
from polku.kit import clock
from polku.know.events.read import Block
from polku.know.events.trusted import own_ids

AT_ONCE = 1_000  # rows of a statement
NAME = 200  # letters of an event's name that a delivery shows


def fold(block: Block) -> None:
    """Ask for a delivery of each event of the block to each webhook that wants it, once."""
    rows: list[tuple[Any, ...]] = []
    now_ms = clock.now_ms()
    webhooks = list(Webhook.objects.filter(ended_at__isnull=True, stopped_at__isnull=True))
    own = own_ids(block.events) if webhooks else []
    for webhook in webhooks:
        wants = wanted(webhook.events)
        rows += [
            (webhook.pk, event.seq, event.index, event.name[:NAME], message_id(webhook.pk, own_id), now_ms, now_ms)
            for event, own_id in zip(block.events, own, strict=True)
            if event.seq > webhook.from_seq and wants(event.name)
        ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            statement = sql.ASK.format(rows=", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(part)))
            cursor.execute(statement, [value for row in part for value in row])


def message_id(webhook_id: int, own_id: str) -> str:
    """webhook-id: made from the event's own id, so that a receiver knows it again whatever happened here."""
    return "msg_" + blake2b(f"{webhook_id}\0{own_id}".encode(), digest_size=16).hexdigest()
