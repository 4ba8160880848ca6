"""What was not accepted, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.doors.web.asked import Asked
from polku.doors.web.paging import ROWS, Pageful, pageful, whole_number
from polku.know.events.models import Refusal
from polku.know.events.sentences import sentence
from polku.know.teams.models import Source

# The checks of know/events/checks.py by name, for those who do not read their English sentences.
REASONS: dict[str, str | Promise] = {
    "type": _("Unknown type"),
    "event name": _("No name"),
    "amount": _("Unreadable amount"),
    "identity": _("No identity"),
    "message id": _("Bad message id"),
    "time": _("Unreadable time"),
    "future": _("In the future"),
    "size": _("Too large"),
    "form": _("Not readable"),
}


def refused(request: Asked) -> HttpResponse:
    reason, before = request.GET.get("reason", "").replace("\0", ""), whole_number(request.GET.get("before"))
    among = Refusal.objects.order_by("-id")
    if reason:
        among = among.filter(reason=reason)
    if before is not None:
        among = among.filter(id__lt=before)
    found = list(among[: ROWS + 1])
    page: Pageful[Refusal] = pageful(found, request=request, before=str(found[:ROWS][-1].pk) if found else "")
    names = dict(Source.objects.values_list("pk", "name"))
    given = {
        "rows": [
            (one, REASONS.get(one.reason, one.reason), sentence(one.reason), names.get(one.source, ""))
            for one in page.rows
        ],
        "more": page.more,
        "reason": reason,
        "reasons": [(name, REASONS.get(name, name)) for name in _reasons()],
        "refusals": Refusal.objects.count(),
    }
    is_part = request.htmx and before is not None
    return render(request, "events/refused_rows.html" if is_part else "events/refused.html", given)


def _reasons() -> list[str]:
    return sorted(Refusal.objects.values_list("reason", flat=True).distinct())
