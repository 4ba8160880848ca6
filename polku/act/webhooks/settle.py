"""What became of attempts, written down at their deliveries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from polku.act.webhooks import sql
from polku.act.webhooks.claim import Claimed
from polku.act.webhooks.flight import Outcome
from polku.act.webhooks.judge import GONE, judge
from polku.act.webhooks.pace import asked_for_ms
from polku.act.webhooks.retries import MOST_ATTEMPTS, wait_ms
from polku.kit import clock

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
            judge(webhook_id, [one for one in outcomes if one.claimed.webhook_id == webhook_id], now=now)


def drop(block: Sequence[Claimed], *, now: datetime) -> None:
    """Their events are no longer in the log: there is nothing to tell."""
    now_ms = clock.to_ms(now)
    with connection.cursor() as cursor:
        for claimed in block:
            cursor.execute(sql.SETTLE, ["dropped", now_ms, None, "", None, now_ms, claimed.id, claimed.claims])


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
