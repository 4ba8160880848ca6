"""Sending again what was sent or given up, and a test on request."""

import secrets

from django.db import transaction

from polku.act.webhooks.models import Delivery, Webhook
from polku.act.webhooks.words import TEST
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member

REPLAYED = ("delivered", "failed")


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
