"""Coupons of a LINE account: those that LINE has, whoever made them, and those that are on their way."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.coupon_words import Shown, of_coupon
from polku.doors.web.policy import shows_pictures
from polku.kit import clock
from polku.say.channels.line.coupons import states, write
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponLook, LineCouponWish
from polku.say.channels.line.coupons.problems import told
from polku.say.channels.line.models import LineAccount

State = LineCouponWish.State
OPEN = (State.WAITING, State.ASKED, State.REFUSED, State.LOST)
GROUPS = {
    states.RUNNING: pgettext_lazy("coupons", "Running"),
    states.PLANNED: pgettext_lazy("coupons", "Planned"),
    states.DRAFT: gettext_lazy("Drafts in LINE’s manager"),
    states.ENDED: pgettext_lazy("coupons", "Ended"),
    states.CLOSED: pgettext_lazy("coupons", "Closed"),
    states.GONE: gettext_lazy("Not at LINE any more"),
}
MOST = 60  # shown of each group: the newest


@never_cache
@require_safe
def coupons(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    look = LineCouponLook.objects.filter(account=row).first()
    wishes = [_wish(one) for one in LineCouponWish.objects.filter(account=row, state__in=OPEN).order_by("-pk")]
    groups = _groups(row, now=clock.now())
    is_asking = look is None or look.is_wanted
    given = {
        "account": row,
        "tab": "coupons",
        "look": look,
        "trouble": told(look.trouble) if look is not None else "",
        "wishes": wishes,
        "groups": groups,
        "most": MOST,
        "is_empty": not wishes and not groups,
        "is_moving": row.stopped_at is None and (is_asking or _moves(wishes, groups)),
    }
    return shows_pictures(render(request, "line/coupons.html", given))


@require_POST
def fetched(request: Asked, account: str) -> HttpResponse:
    """LINE is asked for the list within seconds."""
    write.look_now(chosen(account))
    messages.success(request, _("LINE is being asked. What it has appears here."))
    return redirect("settings line coupons", account)


@require_POST
def again(request: Asked, account: str, wish_id: int) -> HttpResponse:
    write.wish_again(_of(chosen(account), wish_id), by=request.user)
    messages.success(request, _("LINE is asked to make it once more."))
    return redirect("settings line coupons", account)


@require_POST
def given_up(request: Asked, account: str, wish_id: int) -> HttpResponse:
    write.give_up(_of(chosen(account), wish_id), by=request.user)
    messages.success(request, _("Given up. LINE is not asked to make it."))
    return redirect("settings line coupons", account)


def _groups(row: LineAccount, *, now: datetime) -> list[tuple[object, list[Shown], int]]:
    """(name, coupons, how many there are) of each group that has any. What LINE tells is read of those shown alone."""
    found: dict[str, list[int]] = {}
    for one in LineCoupon.objects.filter(account=row).defer("told").order_by("-made_at", "-pk"):
        found.setdefault(states.state_of(one, now=now), []).append(one.pk)
    rows = LineCoupon.objects.in_bulk([pk for some in found.values() for pk in some[:MOST]])
    return [
        (title, [_shown(rows[pk], now=now) for pk in found[state][:MOST]], len(found[state]))
        for state, title in GROUPS.items()
        if state in found
    ]


def _shown(one: LineCoupon, *, now: datetime) -> Shown:
    return of_coupon(one, now=now, trouble=told(one.trouble))


def _wish(one: LineCouponWish) -> Shown:
    return Shown(one, one.state, str(one), one.said, told(one.trouble))


def _moves(wishes: list[Shown], groups: list[tuple[object, list[Shown], int]]) -> bool:
    """Whether something on the page is about to become something else."""
    coming = any(one.state in (State.WAITING, State.ASKED) for one in wishes)
    rows = [one.row for _title, some, _count in groups for one in some if isinstance(one.row, LineCoupon)]
    return coming or any(one.closing_at or (one.is_stale and not one.gone_at) for one in rows)


def _of(row: LineAccount, wish_id: int) -> LineCouponWish:
    among = LineCouponWish.objects.select_related("account")
    found: LineCouponWish = get_object_or_404(among, pk=wish_id, account=row, state__in=OPEN)
    return found
