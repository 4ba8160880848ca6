"""Audiences on the clock: the one that is due first goes one step further; one process at a time is at work on it."""

import secrets
from datetime import datetime

from django.db.models import Q

from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.say.channels.line import thread
from polku.say.channels.line.audiences.keep import keep
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.problems import AudienceTrouble
from polku.say.channels.line.audiences.sync import give_up, step
from polku.say.channels.line.trouble import LineTrouble

ME = secrets.token_hex(6)  # this process
LEASE_MS = 5 * clock.MINUTE_MS
FIRST_MS, LONGEST_MS = 5 * clock.SECOND_MS, clock.HOUR_MS


def tick(now: datetime) -> int:
    """One step; 0 when none is due."""
    now_ms = clock.to_ms(now)
    due = LineAudience.objects.filter(is_gone=False, due_ms__lte=now_ms)
    due = due.filter(account__ended_at__isnull=True, account__stopped_at__isnull=True)
    free = due.filter(Q(holder=ME) | Q(held_until_ms__lte=now_ms))
    row = free.select_related("account", "segment").order_by("due_ms", "pk").first()
    if row is None or not _claim(row, now_ms=now_ms):
        return 0
    try:
        step(row, now=now)
    except (AudienceTrouble, LineTrouble, RuleError, ColumnsError) as problem:
        _judge(row, problem, now_ms=now_ms)
    if row.state != LineAudience.State.MAKING:
        keep(row, held_until_ms=0)  # else its ids are in this process alone
    return 1


def end() -> None:
    """This process ends: what it held is free for others, and its connections are closed."""
    LineAudience.objects.filter(holder=ME).update(held_until_ms=0)
    thread.close()


def _claim(row: LineAudience, *, now_ms: int) -> bool:
    mine = LineAudience.objects.filter(pk=row.pk, holder=row.holder, held_until_ms=row.held_until_ms)
    row.holder, row.held_until_ms = ME, now_ms + LEASE_MS
    return mine.update(holder=ME, held_until_ms=row.held_until_ms) == 1


def _judge(row: LineAudience, problem: Exception, *, now_ms: int) -> None:
    """Later the same again; where that would not help, another is made, no sooner than in an hour."""
    if isinstance(problem, AudienceTrouble):
        reason, is_temporary = problem.reason, problem.is_temporary
    elif isinstance(problem, LineTrouble):
        reason, is_temporary = problem.trouble.reason, problem.trouble.is_temporary
    else:
        reason, is_temporary = f"audience_segment|{problem}", True
    if not is_temporary:
        give_up(row)
    wait_ms = min(LONGEST_MS, FIRST_MS * 2 ** min(row.tries, 20)) if is_temporary else LONGEST_MS
    keep(row, due_ms=now_ms + wait_ms, tries=row.tries + 1, trouble=reason[:500])
