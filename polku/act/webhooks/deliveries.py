"""Deliveries, one by one: looking, replaying, testing."""

import secrets
from collections import defaultdict

from django.db import connection, transaction

from polku.act.webhooks import sql
from polku.act.webhooks.models import Delivery, Webhook
from polku.act.webhooks.payload import TEST
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member

REPLAYED = ("delivered", "failed")


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


def replay(delivery: Delivery, *, by: Member | None) -> bool:
    """Send it once more, under the same webhook-id, from the first attempt on. False where it waits anyway."""
    with transaction.atomic():
        changed = _again(webhook_id=delivery.webhook_id, pk=delivery.pk, state__in=REPLAYED)
        if changed:
            after = {"event": delivery.name, "message": delivery.message_id}
            trail.note(by, "webhook.replayed", subject=f"webhook:{delivery.webhook_id}", after=after)
    return changed > 0


def replay_failed(webhook: Webhook, *, by: Member | None) -> int:
    """All that were given up; those that wait for their next attempt go at once as well."""
    with transaction.atomic():
        changed = _again(webhook_id=webhook.pk, state="failed")
        waiting = Delivery.objects.filter(webhook_id=webhook.pk, state="asked", attempts__gt=0)
        changed += waiting.update(due_ms=clock.now_ms())
        if changed:
            trail.note(by, "webhook.replayed", subject=f"webhook:{webhook.pk}", after={"deliveries": changed})
    return changed


def send_test(webhook: Webhook, *, by: Member | None) -> Delivery:
    """A delivery of an event that never happened; tried once."""
    now_ms = clock.now_ms()
    with transaction.atomic():
        delivery = Delivery.objects.create(
            webhook_id=webhook.pk,
            seq=-now_ms,
            nth=secrets.randbelow(2**31),
            name=TEST,
            message_id=f"msg_test_{secrets.token_hex(12)}",
            due_ms=now_ms,
            asked_ms=now_ms,
        )
        trail.note(by, "webhook.tested", subject=f"webhook:{webhook.pk}")
    return delivery


def _again(**which: object) -> int:
    now_ms = clock.now_ms()
    found = Delivery.objects.filter(**which)
    return found.update(state="asked", due_ms=now_ms, attempts=0, settled_ms=None)
