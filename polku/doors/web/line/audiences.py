"""Audiences of a LINE account: which segments LINE has, how many people are in them, and what is going on."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.know.segments.models import Segment
from polku.say.channels.line.audiences import write
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.problems import told
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount

State = LineAudience.State


@dataclass(frozen=True)
class Shown:
    """`state`: live, coming, empty, trouble or leaving. `blocks`: of the one on its way, in all."""

    row: LineAudience
    state: str
    trouble: str
    blocks: int


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def audiences(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    rows = list(LineAudience.objects.filter(account=row, is_gone=False).select_related("segment").order_by("-pk"))
    taken = [one.segment_id for one in rows if one.ended_at is None]
    free = Segment.objects.filter(archived_at__isnull=True).exclude(pk__in=taken).order_by("name")
    if request.method == "POST":
        number = request.POST.get("segment", "")
        segment = free.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
        if segment is not None:
            write.switch_on(row, segment, by=request.user)
            messages.success(request, _("“{name}” is on its way to LINE.").format(name=segment.name))
            return redirect("settings line audiences", account)
    shown = [Shown(one, state_of(one), told(one.trouble), blocks_of(one)) for one in rows]
    given = {
        "account": row,
        "tab": "audiences",
        "rows": shown,
        "free": list(free),
        "is_moving": any(one.state in ("coming", "leaving") for one in shown),
        "is_wrong": request.method == "POST",
    }
    return render(request, "line/audiences.html", given, status=422 if request.method == "POST" else 200)


@require_POST
def synced(request: Asked, account: str, audience_id: int) -> HttpResponse:
    write.sync_now(_one(chosen(account), audience_id), by=request.user)
    messages.success(request, _("LINE gets a new one. The one there stays until it is ready."))
    return redirect("settings line audiences", account)


@require_POST
def ended(request: Asked, account: str, audience_id: int) -> HttpResponse:
    try:
        write.switch_off(_one(chosen(account), audience_id), by=request.user)
    except write.InUse as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("The audience is removed at LINE."))
    return redirect("settings line audiences", account)


def state_of(one: LineAudience) -> str:
    if one.trouble:
        return "trouble"
    if one.ended_at is not None:
        return "leaving"
    if one.state != State.IDLE or one.wanted:
        return "coming"
    return "empty" if one.live_id is None else "live"


def blocks_of(one: LineAudience) -> int:
    most: int = limits()["audience"]["ids_json"]
    return -(-one.making_count // most)


def _one(row: LineAccount, audience_id: int) -> LineAudience:
    among = LineAudience.objects.select_related("segment", "account")
    found: LineAudience = get_object_or_404(among, pk=audience_id, account=row, ended_at__isnull=True)
    return found
