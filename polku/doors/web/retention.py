"""Settings of how long data is kept, with what that would take away now; and what was forgotten lately."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.erasure import as_shown
from polku.flow import KEPT
from polku.kit import clock, columns
from polku.kit.columns import ColumnsError
from polku.know.events import retention
from polku.know.events.models import Forgetting, KeepFor

PERIODS = (30, 90, 180, 365, 730, 1_095, 1_825, 2_555, 3_650)  # days
LATELY = 20
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "events": (
        gettext_lazy("All other events"),
        gettext_lazy("What people looked at and did. Orders, consents and who they are stay."),
    ),
    "anonymous": (
        gettext_lazy("Visitors who did not come back"),
        gettext_lazy("Browsers and apps of which no name, no address and no order is known."),
    ),
    "people": (
        gettext_lazy("People who were not seen"),
        gettext_lazy("Everything about them, as if erased: orders and consents too."),
    ),
    "texts": (
        gettext_lazy("Texts of messages"),
        gettext_lazy("What each person read. That a message was sent stays."),
    ),
    "refusals": (gettext_lazy("Refused events"), gettext_lazy("What came in and could not be understood.")),
    "trail": (gettext_lazy("Changes by the team"), gettext_lazy("Who changed what, and what it was before.")),
}
NAMES = """
SELECT name
FROM events
WHERE type IN ('track', 'page', 'screen') AND source <> 0 AND name NOT LIKE 'Consent %'
GROUP BY name
ORDER BY count() DESC
LIMIT 200
"""


@dataclass(frozen=True)
class Line:
    """One kind of data, and how long it is kept."""

    kind: str
    name: str
    title: str
    about: str
    days: int | None
    rule: KeepFor | None

    @property
    def field(self) -> str:
        return f"{self.kind}/{self.name}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: Asked) -> HttpResponse:
    if request.method == "POST":
        changed = sum(_decided(request, line) for line in _lines(request.POST.get("name", "").strip()[:400]))
        if changed:
            messages.success(request, _("Saved. What is older is forgotten little by little from now on."))
        return redirect("settings retention")
    given = {
        "lines": list(_lines("")),
        "periods": [(days, period(days)) for days in PERIODS],
        "names": _names(),
        "lately": [as_shown(row) for row in Forgetting.objects.order_by("-pk")[:LATELY]],
    }
    return render(request, "team/retention.html", given)


@require_safe
def preview(request: Asked) -> HttpResponse:
    """How much is older than that now: the small part beside each choice, whose own name and value come along."""
    field = next((name for name in request.GET if "/" in name), "")
    kind, _slash, name = field.partition("/")
    room = next((one for one in KEPT if one.kind == kind), None)
    days = _days(request.GET.get(field, ""))
    if room is None:
        raise Http404
    count: int | None = None
    if days is not None:
        try:
            count = room.count(retention.before_ms(days, clock.now()), name)
        except ColumnsError:
            return render(request, "team/retention_preview.html", {"is_unknown": True})
    return render(request, "team/retention_preview.html", {"count": count})


def period(days: int) -> str:
    if days % 365 == 0:
        return ngettext("%(count)d year", "%(count)d years", days // 365) % {"count": days // 365}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _lines(fresh: str) -> Iterable[Line]:
    """Named events first. `fresh`: a name that is not decided yet."""
    rules = {(rule.kind, rule.name): rule for rule in KeepFor.objects.all()}
    named = sorted({name for kind, name in rules if kind == "events" and name} | ({fresh} if fresh else set()))
    for name in named:
        rule = rules.get(("events", name))
        yield Line("events", name, name, "", rule.days if rule else None, rule)
    for room in KEPT:
        title, about = WORDS[room.kind]
        if room.kind == "events" and not named:
            title = _("Events")
        rule = rules.get((room.kind, ""))
        yield Line(room.kind, "", str(title), str(about), rule.days if rule else None, rule)


def _decided(request: Asked, line: Line) -> bool:
    field = "days" if request.POST.get("name", "").strip() == line.name and line.name and not line.rule else line.field
    if field not in request.POST:
        return False
    days = _days(request.POST[field])
    return retention.decide(line.kind, name=line.name, days=days, by=request.user, now=clock.now())


def _days(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) in PERIODS else None


def _names() -> list[str]:
    try:
        return [name for (name,) in columns.query(NAMES)]
    except ColumnsError:
        return []
