"""Wide sends on the clock: the one that is due first goes one step further; one process at a time is at work on it."""

import secrets
from datetime import datetime

from django.db.models import Q

from polku.kit import clock
from polku.say.channels.line import holds, thread
from polku.say.channels.line.calls.carry_out import WAITS_MS
from polku.say.channels.line.trouble import LineTrouble
from polku.say.channels.line.wide import statistics
from polku.say.channels.line.wide.attempt import STOPS, attempt
from polku.say.channels.line.wide.freeze import freeze
from polku.say.channels.line.wide.keep import keep
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.progress import follow
from polku.say.channels.line.wide.room import Left

State = LineWide.State
ME = secrets.token_hex(6)  # this process
LEASE_MS = 5 * clock.MINUTE_MS


class Wides:
    """`left`: how many messages of the month an account has left for one of its sends."""

    def __init__(self, left: Left) -> None:
        self.left = left

    def tick(self, now: datetime) -> int:
        """One step; 0 when none is due."""
        now_ms = clock.to_ms(now)
        due = LineWide.objects.filter(due_ms__lte=now_ms)
        due = due.filter(account__ended_at__isnull=True, account__stopped_at__isnull=True)
        free = due.filter(Q(holder=ME) | Q(held_until_ms__lte=now_ms))
        row = free.select_related("account").order_by("due_ms", "pk").first()
        if row is None or not _claim(row, now_ms=now_ms):
            return 0
        try:
            self._step(row, now_ms=now_ms)
        except LineTrouble as problem:
            _later(row, problem, now_ms=now_ms)
        LineWide.objects.filter(pk=row.pk, holder=ME).update(held_until_ms=0)
        return 1

    def end(self) -> None:
        """This process ends: what it held is free for others, and its connections are closed."""
        LineWide.objects.filter(holder=ME).update(held_until_ms=0)
        thread.close()

    def _step(self, row: LineWide, *, now_ms: int) -> None:
        """Raises LineTrouble."""
        if row.state == State.WAITING:
            freeze(row, left=self.left, now_ms=now_ms)
        elif row.state == State.ASKING:
            attempt(row, now_ms=now_ms)
        elif row.state == State.RUNNING:
            follow(row, now_ms=now_ms)
        elif row.state == State.SENT and row.request_id:
            statistics.look(row, now_ms=now_ms)
        else:
            keep(row, due_ms=None)


def _claim(row: LineWide, *, now_ms: int) -> bool:
    mine = LineWide.objects.filter(pk=row.pk, holder=row.holder, held_until_ms=row.held_until_ms)
    row.holder, row.held_until_ms = ME, now_ms + LEASE_MS
    return mine.update(holder=ME, held_until_ms=row.held_until_ms) == 1


def _later(row: LineWide, problem: LineTrouble, *, now_ms: int) -> None:
    """What LINE was asked has surely not been done; it is asked again."""
    if problem.trouble.code in STOPS:
        holds.stop(row.account_id, problem.trouble, now=clock.from_ms(now_ms))
    wait_ms = WAITS_MS[min(row.tries, len(WAITS_MS) - 1)]
    trouble = "" if row.state == State.SENT else problem.trouble.reason[:500]
    keep(row, trouble=trouble, tries=row.tries + 1, due_ms=now_ms + wait_ms)
