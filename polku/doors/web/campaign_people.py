"""The people behind each number of a campaign's page: page by page, as a file, and as the beginning of a segment."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from polku.act.campaigns import again
from polku.act.campaigns.models import Campaign
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import ROWS, Pageful, pageful, whole_number
from polku.doors.web.people_table import pieces
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.rights import may
from polku.learn.reports.breakdown.groups import KINDS as PARTS
from polku.learn.reports.breakdown.groups import group_title
from polku.learn.reports.breakdown.people import KINDS as KINDS_OF_PARTS
from polku.learn.reports.breakdown.people import people as of_part
from polku.learn.reports.campaign_people import CONVERTED, HELD_OUT, KINDS, STATES, Line
from polku.learn.reports.campaign_people import page as page_of
from polku.learn.reports.campaign_people import people as all_of
from polku.learn.reports.campaigns.names import goal_title
from polku.learn.reports.campaigns.rule import rule_of
from polku.say.outbox.of_many import of_many
from polku.say.outbox.reasons import sentence

MOST_SKIPPED = 100_000
LONGEST = 300  # of a reason in an address
TITLES = {
    "": gettext_lazy("Everybody who was asked"),
    "asked": pgettext_lazy("people of a campaign", "Waiting"),
    "claimed": gettext_lazy("Being sent"),
    "sent": gettext_lazy("Sent"),
    "held": gettext_lazy("Held"),
    "failed": gettext_lazy("Failed"),
    "delivered": pgettext_lazy("messages", "Delivered"),
    "unknown": gettext_lazy("Unknown whether arrived"),
    "opened": gettext_lazy("Opened"),
    "clicked": gettext_lazy("Followed a link"),
    "unsubscribed": gettext_lazy("Unsubscribed"),
    "bounced": gettext_lazy("Came back"),
    "complained": gettext_lazy("Complained"),
    "opened-by-programs": gettext_lazy("Opened by programs only"),
    HELD_OUT: gettext_lazy("Held out"),
}
LEAVES = {"sent": "got_campaign", "opened": "opened_campaign", "clicked": "clicked_campaign"}


@dataclass(frozen=True)
class PartOf:
    """Of one channel, store or segment."""

    by: str
    of: str

    @property
    def query(self) -> str:
        return urlencode({"by": self.by, "of": self.of})


def people(request: Asked, campaign_id: int) -> HttpResponse:
    """Of one that is launched."""
    row, kind, reason, part = _asked(request, campaign_id)
    skip = min(whole_number(request.GET.get("before")) or 0, MOST_SKIPPED)
    lines = ask(lambda: _page(row, kind, reason, part, skip=skip)) or []
    found: Pageful[Line] = pageful(lines, request=request, before=str(skip + ROWS))
    known = shown.people_of({line.identity for line in found.rows})
    given: dict[str, Any] = {
        "campaign": row,
        "kind": kind,
        "title": _title(row, kind),
        "part": part,
        "part_title": group_title(part.by, part.of) if part else "",
        "why": of_many(reason) if reason else "",
        "reason": reason,
        "rows": [(line, known.get(line.identity)) for line in found.rows],
        "more": found.more,
        "has_states": kind in ("", *STATES),
        "can_try": again.can_try(row) if kind == "failed" else 0,
        "can_decide": again.can_decide(row) if kind == "unknown" else 0,
        "rule": json.dumps({LEAVES[kind]: row.pk}) if kind in LEAVES and part is None else "",
    }
    is_part = request.htmx and skip
    return render(request, "campaigns/people_rows.html" if is_part else "campaigns/people.html", given)


def as_csv(request: Asked, campaign_id: int) -> StreamingHttpResponse:
    """Whoever may only see the people of some stores sees no campaigns."""
    if not may(request.user, "campaigns.see"):
        raise PermissionDenied
    row, kind, reason, part = _asked(request, campaign_id)
    after = {"name": row.name, "people": kind or "asked", "format": "csv"}
    after |= {"by": part.by, "of": part.of} if part else {}
    trail.note(request.user, "campaign.exported", subject=f"campaign:{row.pk}", after=after)
    lines: Iterator[Line] = ask(lambda: _all(row, kind, reason, part)) or iter(())
    answer = StreamingHttpResponse(pieces(lines, _about, ("state", "reason")), content_type="text/csv; charset=utf-8")
    name = "-".join(part for part in (slugify(row.name) or f"campaign-{row.pk}", kind) if part)
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _title(row: Campaign, kind: str) -> str:
    return goal_title(rule_of(row).goal) if kind == CONVERTED else str(TITLES[kind])


def _all(row: Campaign, kind: str, reason: str, part: "PartOf | None") -> Iterator[Line]:
    """Raises columns.ColumnsError."""
    if part is None:
        return all_of(row, kind, reason=reason)
    return of_part(row, kind, by=part.by, key=part.of, now=clock.now())


def _page(row: Campaign, kind: str, reason: str, part: "PartOf | None", *, skip: int) -> list[Line]:
    if part is None:
        return page_of(row, kind, reason=reason, skip=skip, most=ROWS + 1)
    return list(islice(_all(row, kind, reason, part), skip, skip + ROWS + 1))


def _asked(request: Asked, campaign_id: int) -> "tuple[Campaign, str, str, PartOf | None]":
    row = get_object_or_404(Campaign.objects.select_related("launch"), pk=campaign_id, launch__isnull=False)
    kind, reason = request.GET.get("who", ""), request.GET.get("reason", "")[:LONGEST]
    part = PartOf(request.GET["by"], request.GET.get("of", "")[:LONGEST]) if request.GET.get("by") else None
    if part is not None and (part.by not in PARTS or "\0" in part.of or kind not in KINDS_OF_PARTS):
        raise Http404(_("There are no such people."))
    if part is None and (kind not in KINDS or "\0" in reason):
        raise Http404(_("There are no such people."))
    return row, kind, reason if kind in ("", *STATES) and part is None else "", part


def _about(line: Line) -> tuple[str, str]:
    return line.state, sentence(line.reason) if line.reason else ""
