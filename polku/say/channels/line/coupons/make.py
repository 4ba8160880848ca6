"""Making a coupon at LINE: asked for once. What has become of it where no answer came, the list tells."""

from datetime import datetime, timedelta

from polku.kit import clock
from polku.say.channels.line.coupons import requests
from polku.say.channels.line.coupons.alike import alike
from polku.say.channels.line.coupons.mirror import fetch, look
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponWish
from polku.say.channels.line.setup.asking import asked
from polku.say.channels.line.trouble import LineTrouble

State = LineCouponWish.State
LOOK_AFTER = timedelta(seconds=15)  # longer than an answer may take
PATIENCE = timedelta(minutes=3)  # what LINE does not list by then, it has not made
LOOK_EVERY_MS = 20 * clock.SECOND_MS
FIRST_MS, LONGEST_MS = 10 * clock.SECOND_MS, clock.HOUR_MS


def make(wish: LineCouponWish, *, now: datetime) -> None:
    """One step of a wish that waits: the list as it is before, then LINE is asked."""
    try:
        look(wish.account, now=now)  # whatever is there now is not what we are about to make
        if wish.known_to and came_late(wish, now=now):  # or what was asked for before has come after all
            return
    except LineTrouble as problem:
        _again(wish, problem, now=now)
        return
    if not _claim(wish, at=max(now, clock.now())):
        return  # another process is at it, or nobody wants it any more
    try:
        found = asked(wish.account, lambda client: requests.make(client, wish.said))
    except LineTrouble as problem:
        LineCouponWish.objects.filter(pk=wish.pk).update(state=State.WAITING, asked_at=None)
        _again(wish, problem, now=now)
        return
    if found.line_id:
        _made(wish, _mirrored(wish, found.line_id, now=now))
    elif found.refused is not None:
        _keep(wish, state=State.REFUSED, trouble=found.refused.reason[:500])
    else:
        _keep(wish, trouble=f"coupon_unsure|{found.why}"[:500])


def settle(wish: LineCouponWish, *, now: datetime) -> None:
    """One step of a wish that was asked for and not answered."""
    assert wish.asked_at is not None
    try:
        look(wish.account, now=now)
        is_there = came_late(wish, now=now)
    except LineTrouble as problem:
        _again(wish, problem, now=now)
        return
    if is_there:
        return
    if now < wish.asked_at + PATIENCE:
        _keep(wish, due_ms=clock.to_ms(now) + LOOK_EVERY_MS)
    else:
        _keep(wish, state=State.LOST, trouble="coupon_lost")


def came_late(wish: LineCouponWish, *, now: datetime) -> bool:
    """Whether LINE has it, though it never said so; then it is kept as made. Raises LineTrouble."""
    while fetch(wish.account, now=now):
        pass
    found = _found(wish)
    if found is not None:
        _made(wish, found)
    return found is not None


def _claim(wish: LineCouponWish, *, at: datetime) -> bool:
    """Written down before LINE is asked, with how far the mirror goes: rows are numbered, clocks may be set back."""
    known = LineCoupon.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    waiting = LineCouponWish.objects.filter(pk=wish.pk, state=State.WAITING)
    asked = {"state": State.ASKED, "asked_at": at, "known_to": known, "due_ms": clock.to_ms(at + LOOK_AFTER)}
    return waiting.update(**asked, trouble="") == 1


def _found(wish: LineCouponWish) -> LineCoupon | None:
    """What LINE has had only since it was asked, and is what was asked for; the first of several."""
    there = LineCoupon.objects.filter(account=wish.account, gone_at__isnull=True)
    since = there.filter(pk__gt=wish.known_to, wish__isnull=True)
    return next((one for one in since.order_by("made_at", "pk") if alike(wish.said, one.told)), None)


def _mirrored(wish: LineCouponWish, line_id: str, *, now: datetime) -> LineCoupon:
    defaults = {"title": wish.said["title"], "status": LineCoupon.Status.RUNNING, "seen_at": now}
    row, _is_new = LineCoupon.objects.get_or_create(account=wish.account, line_id=line_id, defaults=defaults)
    return row


def _made(wish: LineCouponWish, coupon: LineCoupon) -> None:
    _keep(wish, state=State.MADE, coupon=coupon, trouble="", tries=0)


def _again(wish: LineCouponWish, problem: LineTrouble, *, now: datetime) -> None:
    wait_ms = min(LONGEST_MS, FIRST_MS * 2 ** min(wish.tries, 20))
    values = {"trouble": problem.trouble.reason[:500], "tries": wish.tries + 1}
    _keep(wish, due_ms=clock.to_ms(now) + wait_ms, **values)


def _keep(wish: LineCouponWish, **values: object) -> None:
    LineCouponWish.objects.filter(pk=wish.pk).exclude(state=State.DROPPED).update(**values)
