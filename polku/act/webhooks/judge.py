"""Whether a receiver still works, by what came of its deliveries."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from polku.act.webhooks.flight import Outcome
from polku.act.webhooks.models import Webhook
from polku.know.teams import trail

STOP_AFTER = timedelta(days=5)  # of nothing but failures
GONE = 410


def judge(webhook_id: int, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Note since when a receiver fails; stop its webhook when it is gone, or has failed for too long."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    if any(outcome.is_delivered for outcome in outcomes):
        Webhook.objects.filter(pk=webhook_id, failing_since__isnull=False).update(failing_since=None)
        return
    outcomes = [outcome for outcome in outcomes if not outcome.claimed.is_test or outcome.status == GONE]
    if not outcomes:
        return
    since = webhook.failing_since or now
    is_gone = any(outcome.status == GONE for outcome in outcomes)
    if webhook.failing_since is None:
        Webhook.objects.filter(pk=webhook_id).update(failing_since=now)
    if webhook.stopped_at is None and (is_gone or now - since >= STOP_AFTER):
        because = Webhook.Stop.GONE if is_gone else Webhook.Stop.FAILING
        Webhook.objects.filter(pk=webhook_id).update(stopped_at=now, stopped_because=because)
        trail.note(None, "webhook.stopped", subject=f"webhook:{webhook_id}", after={"because": because})
