"""Looking at deliveries: how many in which state, and one by one."""

from collections import defaultdict

from django.db import connection

from polku.act.webhooks import sql
from polku.act.webhooks.models import Delivery, Webhook


def counts(webhook: Webhook | None = None) -> dict[int, dict[str, int]]:
    """By webhook and state: of all of them, or of one."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    one = [] if webhook is None else [webhook.pk]
    with connection.cursor() as cursor:
        cursor.execute(sql.COUNTS.format(which="WHERE webhook_id = %s" if one else ""), one)
        for webhook_id, state, number in cursor.fetchall():
            found[int(webhook_id)][str(state)] = int(number)
    return dict(found)


def page(webhook: Webhook, *, state: str = "", before: int | None = None, limit: int) -> list[Delivery]:
    """The newest first. Index webhook_delivery_state."""
    rows = Delivery.objects.filter(webhook_id=webhook.pk)
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:limit])
