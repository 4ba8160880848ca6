"""Writing a broadcast or a narrowcast with the composer of chats."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.doors.web.chat.compose import composed
from polku.doors.web.chat.edit import editing
from polku.doors.web.chat.items import Given
from polku.doors.web.chat.keep import chat_of_form
from polku.doors.web.chat.stored import to_plain
from polku.doors.web.chat.trying import trying
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.wide import form
from polku.doors.web.line.wide.found import wide_of
from polku.doors.web.policy import shows_pictures
from polku.doors.web.written.looks import LOOKS_BESIDE
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide import content
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.problems import WideError
from polku.say.channels.line.wide.recipients import IN, OUT
from polku.say.channels.line.wide.write import write
from polku.say.channels.registry import channel
from polku.say.content.chat.read import chat_of
from polku.say.content.problem import BrokenTemplate, Problem

LOOKS = LOOKS_BESIDE | {"do"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Asked, account: str, broadcast_id: int | None = None) -> HttpResponse:
    owner = chosen(account)
    row = wide_of(owner, broadcast_id) if broadcast_id is not None else None
    if row is not None and row.state != LineWide.State.DRAFT:
        return redirect("settings line broadcast", account, row.pk)
    sent = request.POST if request.method == "POST" else None
    data = form.given(sent) if sent is not None else form.stored(row)
    takes = LOOKS_BESIDE.isdisjoint(request.POST)
    kept = content.chat_of(row) if row is not None else None
    written = editing(sent, kept, pictures=request.FILES, by=request.user, takes_pictures=takes)
    faults, wrong = list(written.faults), {}
    if sent is not None and LOOKS.isdisjoint(sent) and not faults:
        try:
            row = _keep(row, owner, data, written.given, request)
        except BrokenTemplate as broken:
            faults = [broken.problem]
        except WideError as problem:
            wrong = {problem.field or "title": str(problem)}
        else:
            _say_saved(request, row)
            page = "settings line broadcast launch" if "send" in request.POST else "settings line broadcast edit"
            return redirect(page, account, row.pk)
    if wrong or (faults and takes and sent is not None):
        sentence = next(iter(wrong.values()), "") or faults[0].sentence
        messages.error(request, _("Not saved: %(problem)s") % {"problem": sentence})
    through = channel(f"line:{owner.name}")
    whom = {"as_id": "", "query": "", "currency": request.team.currency}
    found: dict[str, Any] = {
        "account": owner, "row": row, "data": data | (sent.dict() if sent is not None else {}), "wrong": wrong,
        "content": "chat", "is_unsaved": sent is not None, **form.choices(owner, data),
    }  # fmt: skip
    found |= composed(written.given, whom, channel=through, faults=[*faults, *_personal(written.given)])
    found |= trying(request, written.given, request.POST, channel=through, reader=None)
    found |= {"faults": faults or found["faults"] or _personal(written.given), "reader": None}
    is_part = request.htmx and not takes
    template = "line/wide_seen.html" if is_part else "line/wide_compose.html"
    return shows_pictures(render(request, template, found, status=422 if wrong else 200))


def _keep(row: LineWide | None, owner: LineAccount, data: dict[str, Any], written: Given, request: Asked) -> LineWide:
    """Raises BrokenTemplate, WideError."""
    try:
        most = form.most_of(data)
    except ValidationError as problem:
        raise WideError(problem.messages[0], field="most") from problem
    sides = data["sides"]
    return write(
        row,
        owner,
        title=data["title"],
        kind=data["kind"],
        chat=chat_of_form(written),
        how=data["how"],
        within=[number for number, side in sides.items() if side == IN],
        beside=[number for number, side in sides.items() if side == OUT],
        traits=data["traits"],
        most=most,
        by=request.user,
    )


def _say_saved(request: Asked, row: LineWide) -> None:
    """The next page says what is wrong, where it stands."""
    if content.personal(content.chat_of(row)):
        messages.error(request, _("Saved, but it cannot be sent like this."))
    else:
        messages.success(request, _("Saved. Nobody gets it before it is sent off."))


def _personal(written: Given) -> list[Problem]:
    try:
        return content.personal(chat_of(to_plain(written).chat))
    except BrokenTemplate:
        return []  # told by the preview
