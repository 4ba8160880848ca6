"""The first message to new friends, written with the composer of chats. Nobody is told what is being written."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from polku.act.greetings import drafts
from polku.act.greetings.write import NotReady, former, greeting_of, write
from polku.doors.web.asked import Asked
from polku.doors.web.chat.compose import composed
from polku.doors.web.chat.edit import editing
from polku.doors.web.chat.keep import chat_of_form
from polku.doors.web.chat.trying import trying
from polku.doors.web.line.chosen import chosen, place_of, source_of
from polku.doors.web.paging import whole_number
from polku.doors.web.policy import shows_pictures
from polku.doors.web.written.looks import LOOKS_BESIDE
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource
from polku.say.channels.registry import channel
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.plain import text
from polku.say.content.chat.read import stored
from polku.say.content.fields import fields
from polku.say.content.problem import BrokenTemplate

EXCERPT = 120


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def greeting(request: Asked, account: str, source_id: int | None = None) -> HttpResponse:
    """Of a source, or of all that have none of their own. `keep`: as a draft; `use`: from now on."""
    row = chosen(account)
    source = source_of(row, source_id)
    sent = request.POST if request.method == "POST" else None
    takes = LOOKS_BESIDE.isdisjoint(request.POST)
    again = whole_number(request.GET.get("again")) if sent is None else None
    begins = _begins(row, source, again)
    written = editing(sent, begins, pictures=request.FILES, by=request.user, takes_pictures=takes)
    faults = list(written.faults)
    is_kept = not {"keep", "use"}.isdisjoint(request.POST)
    if is_kept and not faults:
        try:
            return _kept(request, row, source, chat_of_form(written.given))
        except BrokenTemplate as broken:
            faults = [broken.problem]
        except NotReady as wrong:
            faults = list(wrong.problems)
    if is_kept:
        messages.error(request, _("Not saved: %(problem)s") % {"problem": faults[0].sentence})
    data: dict[str, Any] = request.POST.dict()
    through = channel(f"line:{row.name}")
    whom = {"as_id": data.get("as") or data.get("reader") or "", "query": data.get("as_query", "")}
    given: dict[str, Any] = {
        "account": row, "source": source, "data": data, "content": "chat", "merge_fields": fields(),
        "standing": greeting_of(row, source), "draft": drafts.draft_of(row, source),
        "former": [(one, _excerpt(one.chat)) for one in former(row, source)],
        "is_unsaved": sent is not None or again is not None,
    }  # fmt: skip
    whom["currency"] = request.team.currency
    given |= composed(written.given, whom, channel=through, faults=faults)
    given |= trying(request, written.given, data, channel=through, reader=given["reader"])
    given |= {"faults": faults or given["faults"], "is_filling": not given["offered"]}
    is_part = request.htmx and not takes
    return shows_pictures(render(request, "campaigns/read.html" if is_part else "line/greeting.html", given))


def _begins(row: LineAccount, source: LineSource | None, again: int | None) -> Chat | None:
    """What the form shows at first: a former one that is taken up again, the draft, or what is said now."""
    found: Any = next((one for one in former(row, source) if one.pk == again), None)
    found = found or drafts.draft_of(row, source) or greeting_of(row, source)
    return stored(found.chat) if found is not None else None


def _kept(request: Asked, row: LineAccount, source: LineSource | None, chat: Chat) -> HttpResponse:
    """Raises NotReady."""
    if "use" in request.POST:
        write(row, source, chat, by=request.user)
        messages.success(request, _("Saved. Whoever becomes a friend from now on is told this."))
        return redirect(place_of(row, source))
    drafts.keep(row, source, chat, by=request.user)
    messages.success(request, _("The draft is kept. Nobody is told it yet."))
    return redirect(request.path)


def _excerpt(kept: str) -> str:
    return " ".join(text(stored(kept)).split())[:EXCERPT]
