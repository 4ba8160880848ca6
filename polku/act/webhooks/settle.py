"""What became of attempts: deliveries, and whether their receiver still works."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from polku.act.webhooks import sql
from polku.act.webhooks.claim import Claimed
from polku.act.webhooks.flight import Outcome
from polku.act.webhooks.models import Webhook
from polku.act.webhooks.pace import asked_for_ms
from polku.kit import clock
from polku.kit.ids import hash63
from polku.know.teams import trail

# The first again after seconds, the last after three days: a weekend's outage is bridged. As the specification advises.
WAITS_MS = tuple(
    clock.SECOND_MS * seconds
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600)
)
MOST_ATTEMPTS = len(WAITS_MS) + 1
JITTER = 0.2  # of a wait: what failed together does not come back together
STOP_AFTER = timedelta(days=5)  # of nothing but failures
GONE = 410
ANSWER = 1_000  # letters of an answer that are kept


def settle(outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Write down what came of each, unless its claim has passed to another worker."""
    if not outcomes:
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            for outcome in outcomes:
                cursor.execute(sql.SETTLE, _values(outcome, now_ms=clock.to_ms(now)))
        for webhook_id in {outcome.claimed.webhook_id for outcome in outcomes}:
            _judge(webhook_id, [one for one in outcomes if one.claimed.webhook_id == webhook_id], now=now)


def drop(block: Sequence[Claimed], *, now: datetime) -> None:
    """Their events are no longer in the log: there is nothing to tell."""
    now_ms = clock.to_ms(now)
    with connection.cursor() as cursor:
        for claimed in block:
            cursor.execute(sql.SETTLE, ["dropped", now_ms, None, "", None, now_ms, claimed.id, claimed.claims])


def wait_ms(claimed: Claimed) -> int:
    """Until the next attempt. The jitter is made of the attempt itself, so that it can be told again."""
    wait = WAITS_MS[min(claimed.attempts, len(WAITS_MS)) - 1]
    dice = hash63(f"{claimed.id} {claimed.claims}".encode()) % 10_000 / 10_000
    return round(wait * (1 + JITTER * dice))


def _values(outcome: Outcome, *, now_ms: int) -> list[Any]:
    claimed = outcome.claimed
    state, due_ms, settled_ms = "asked", now_ms, None
    if outcome.is_delivered:
        state, settled_ms = "delivered", now_ms
    elif claimed.attempts >= MOST_ATTEMPTS or claimed.is_test or outcome.status == GONE:
        state, settled_ms = "failed", now_ms
    else:
        due_ms = now_ms + max(wait_ms(claimed), asked_for_ms(outcome, now_ms=now_ms))
    answer = outcome.answer[:ANSWER]
    return [state, due_ms, outcome.status, answer, outcome.took_ms, settled_ms, claimed.id, claimed.claims]


def _judge(webhook_id: int, outcomes: Sequence[Outcome], *, now: datetime) -> None:
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
