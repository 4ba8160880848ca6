"""Coupons on the clock: what is wished is made, what is to be closed closed, and the mirror kept."""

from datetime import datetime

from polku.kit import clock
from polku.say.channels.line.coupons.close import close
from polku.say.channels.line.coupons.make import FIRST_MS, LONGEST_MS, State, came_late, make, settle
from polku.say.channels.line.coupons.mirror import fetch, look
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponLook, LineCouponWish
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import LineTrouble

EVERY_MS = 10 * clock.MINUTE_MS
ASKABLE = {"account__ended_at__isnull": True, "account__stopped_at__isnull": True}


def tick(now: datetime) -> int:
    """One round over all accounts; a part of what is to be fetched where that is much."""
    return _wishes(now) + _closings(now) + _looks(now) + _details(now)


def _wishes(now: datetime) -> int:
    due = LineCouponWish.objects.filter(state__in=(State.WAITING, State.ASKED), due_ms__lte=clock.to_ms(now), **ASKABLE)
    rows = list(due.select_related("account").order_by("pk"))
    for wish in rows:
        (make if wish.state == State.WAITING else settle)(wish, now=now)
    return len(rows)


def _closings(now: datetime) -> int:
    due = LineCoupon.objects.filter(closing_at__isnull=False, due_ms__lte=clock.to_ms(now), **ASKABLE)
    rows = list(due.select_related("account").order_by("pk"))
    for row in rows:
        close(row, now=now)
    return len(rows)


def _looks(now: datetime) -> int:
    accounts = LineAccount.objects.filter(ended_at__isnull=True, stopped_at__isnull=True).order_by("pk")
    looks = {one.account_id: one for one in LineCouponLook.objects.all()}
    due = [one for one in accounts if _is_due(looks.get(one.pk), clock.to_ms(now))]
    for account in due:
        _look(account, now=now)
    return len(due)


def _details(now: datetime) -> int:
    stale = LineCoupon.objects.filter(is_stale=True, gone_at__isnull=True, **ASKABLE).values("account").distinct()
    did = 0
    for account in LineAccount.objects.filter(pk__in=stale):
        known, _is_new = LineCouponLook.objects.get_or_create(account=account)
        if known.trouble and known.due_ms > clock.to_ms(now):
            continue
        try:
            did += fetch(account, now=now)
            for wish in LineCouponWish.objects.filter(account=account, state=State.LOST).select_related("account"):
                came_late(wish, now=now)
        except LineTrouble as problem:
            _later(known, problem, now=now)
    return did


def _is_due(known: LineCouponLook | None, now_ms: int) -> bool:
    return known is None or known.is_wanted or known.due_ms <= now_ms


def _look(account: LineAccount, *, now: datetime) -> None:
    known, _is_new = LineCouponLook.objects.get_or_create(account=account)
    # Before it is asked: whoever wants it meanwhile wants another look.
    LineCouponLook.objects.filter(pk=known.pk).update(is_wanted=False)
    try:
        look(account, now=now)
    except LineTrouble as problem:
        _later(known, problem, now=now)
        return
    values = {"due_ms": clock.to_ms(now) + EVERY_MS, "tries": 0, "trouble": ""}
    LineCouponLook.objects.filter(pk=known.pk).update(**values)


def _later(known: LineCouponLook, problem: LineTrouble, *, now: datetime) -> None:
    wait_ms = min(LONGEST_MS, FIRST_MS * 2 ** min(known.tries, 20))
    values = {"due_ms": clock.to_ms(now) + wait_ms, "tries": known.tries + 1, "trouble": problem.trouble.reason[:500]}
    LineCouponLook.objects.filter(pk=known.pk).update(**values)
