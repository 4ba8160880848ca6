"""The list of an account's broadcasts and narrowcasts, and one of them: where it is, and what came of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.chat.preview import kept_preview
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.wide.found import wide_of
from polku.doors.web.line.wide.told import told as told_of
from polku.doors.web.line.wide.whom import whom
from polku.doors.web.paging import ROWS, Pageful, pageful, whole_number
from polku.doors.web.policy import shows_pictures
from polku.kit import clock
from polku.know.teams.models import TrailEntry
from polku.say.channels.line.insight.told import Number
from polku.say.channels.line.wide import content
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.problems import SHORT, told

State = LineWide.State
MOVING = (State.ASKING, State.RUNNING)


@never_cache
@require_safe
def broadcasts(request: Asked, account: str) -> HttpResponse:
    owner = chosen(account)
    among = LineWide.objects.filter(account=owner, removed_at__isnull=True).order_by("-pk")
    before = whole_number(request.GET.get("before"))
    found = list((among.filter(pk__lt=before) if before is not None else among)[: ROWS + 1])
    page: Pageful[LineWide] = pageful(found, request=request, before=str(found[:ROWS][-1].pk) if found else "")
    given = {
        "account": owner,
        "tab": "broadcasts",
        "page": page,
        "rows": [(one, told(one.trouble)) for one in page.rows],
        "is_moving": any(is_moving(one) for one in page.rows),
    }
    return render(request, "line/broadcasts.html", given)


@never_cache
@require_safe
def broadcast(request: Asked, account: str, broadcast_id: int) -> HttpResponse:
    owner = chosen(account)
    row = wide_of(owner, broadcast_id)
    if row.state == State.DRAFT:
        return redirect("settings line broadcast edit", account, row.pk)
    name = owner.display_name or owner.title
    given: dict[str, Any] = {
        "account": owner,
        "tab": "broadcasts",
        "row": row,
        "whom": whom(row),
        "trouble": told(row.trouble),
        "stopped_by": _stopped_by(row) if row.state == State.STOPPED else "",
        "is_short": row.state == State.HELD and row.trouble.partition("|")[0] in SHORT,
        "is_moving": is_moving(row),
        "is_stoppable": is_stoppable(row),
        "is_too_late": bool(request.htmx) and not is_stoppable(row),
        "counts": _counts(row),
        "statistics": told_of(row),
    }
    given |= kept_preview(content.chat_of(row), title=name, as_id="", currency=request.team.currency)
    return shows_pictures(render(request, "line/broadcast.html", given))


def is_moving(row: LineWide) -> bool:
    """The page asks again by itself."""
    is_near = row.state == State.WAITING and (row.starts_ms or 0) < clock.now_ms() + clock.HOUR_MS
    return row.state in MOVING or is_near


def is_stoppable(row: LineWide) -> bool:
    return row.state in (State.WAITING, State.HELD, State.ASKING) and not row.may_have_arrived


def _stopped_by(row: LineWide) -> str:
    """As they were called then."""
    found = TrailEntry.objects.filter(kind="line_wide", number=str(row.pk), action="line_wide.called_off")
    return found.order_by("-pk").values_list("who", flat=True).first() or ""


def _counts(row: LineWide) -> dict[str, Number]:
    """What LINE has said of a narrowcast; of a broadcast it says nothing but its statistics."""
    named = {"target": row.target, "reached": row.reached, "missed": row.missed}
    return {name: Number(value) for name, value in named.items() if value is not None}
