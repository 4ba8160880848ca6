"""One coupon of LINE's: as phones show it, what LINE tells of it, and where it was sent; closing it; and a new one."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.chat.drawn import drawn, sayings
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.coupon_form import CouponForm, of_told, taken, usual
from polku.doors.web.line.coupon_words import near, of_coupon, on_phones
from polku.doors.web.paging import whole_number
from polku.doors.web.policy import shows_pictures
from polku.kit import clock
from polku.say.channels.line.coupons import choices, write
from polku.say.channels.line.coupons.close import ask_to_close
from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.channels.line.coupons.problems import told
from polku.say.channels.line.coupons.rewards import REWARDS
from polku.say.channels.line.coupons.zones import ZONES, called, zone_of
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.blocks import Chat

CAMPAIGNS = 20


@never_cache
@require_safe
def coupon(request: Asked, account: str, coupon_id: int) -> HttpResponse:
    row, now = chosen(account), clock.now()
    one = _one(row, coupon_id)
    (choice,) = choices.chosen(row, [one.line_id], now=now)
    shown = of_coupon(one, now=now, trouble=told(one.trouble))
    given: dict[str, Any] = {
        "account": row,
        "tab": "coupons",
        "coupon": one,
        "shown": shown,
        "chat_native": json.dumps(drawn(Chat((choices.block(one.line_id),)), {}).messages),
        "chat_coupons": json.dumps(on_phones([choice])),
        "chat_words": json.dumps({name: str(words) for name, words in sayings().items()}),
        "chat_title": row.display_name or row.title,
        "campaigns": Campaign.objects.filter(mail__contains=json.dumps(one.line_id)).order_by("-pk")[:CAMPAIGNS],
        "can_be_closed": shown.state in ("running", "planned") and one.closing_at is None,
        "is_moving": row.stopped_at is None and (one.closing_at is not None or one.is_stale),
    }
    return shows_pictures(render(request, "line/coupon.html", given))


@require_POST
def closed(request: Asked, account: str, coupon_id: int) -> HttpResponse:
    ask_to_close(_one(chosen(account), coupon_id), by=request.user)
    messages.success(request, _("LINE is told to close it."))
    return redirect("settings line coupon", account, coupon_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked, account: str) -> HttpResponse:
    """`?copy=12`: filled in as that one is."""
    row, now = chosen(account), clock.now()
    if request.method != "POST":
        number = whole_number(request.GET.get("copy"))
        begins = LineCoupon.objects.filter(account=row, pk=number).first() if number is not None else None
        initial = usual(now=now, zone=request.team.time_zone) | (of_told(begins.told, now=now) if begins else {})
        return _form(request, row, CouponForm(initial=initial))
    data = request.POST.dict()
    problems = taken(request.FILES, data, by=request.user)
    form = CouponForm(data)
    if form.is_valid() and not problems:
        try:
            write.wish(row, form.wanted(), by=request.user)
        except write.CouponError as wrong:
            problems = list(wrong.problems)
        else:
            messages.success(request, _("“{title}” is on its way to LINE.").format(title=form.cleaned_data["title"]))
            return redirect("settings line coupons", account)
    for problem in problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    return _form(request, row, form)


def _one(row: LineAccount, coupon_id: int) -> LineCoupon:
    found: LineCoupon = get_object_or_404(LineCoupon.objects.select_related("account"), pk=coupon_id, account=row)
    return found


def _form(request: Asked, row: LineAccount, form: CouponForm) -> HttpResponse:
    now = clock.now()
    given = {
        "account": row,
        "tab": "coupons",
        "form": form,
        "rewards": [(name, one.title) for name, one in REWARDS.items()],
        "zones": sorted(((name, called(name, now=now)) for name in ZONES), key=lambda one: _offset(one[0], now)),
        "image": near(str(form["image"].value() or "")),
        "barcode": near(str(form["barcode"].value() or "")),
    }
    return shows_pictures(render(request, "line/coupon_new.html", given, status=422 if form.errors else 200))


def _offset(name: str, now: Any) -> Any:
    return now.astimezone(zone_of(name)).utcoffset()
