"""The audit trail: who changed what, when, and what it was before."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polku.doors.web.asked import Asked
from polku.doors.web.paging import ROWS, Pageful, kept, pageful, whole_number
from polku.doors.web.trail_words import action_name, kind_name, who_name
from polku.kit.csv_out import Writer
from polku.know.teams.models import Member, TrailEntry
from polku.know.teams.trail_find import Question, actions, entries, kinds

HEADINGS = ("time", "who", "action", "kind", "number", "before", "after", "address")
NAMES = ("name", "member", "email")  # by which a change tells what it changed
LONGEST = 200
ROWS_AT_ONCE = 500


class TrailForm(forms.Form):
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)


@dataclass(frozen=True)
class Difference:
    field: str
    was: str
    now: str


@dataclass(frozen=True)
class Row:
    entry: TrailEntry
    action: str
    who: str
    name: str  # of what was changed, where the change tells it
    differences: list[Difference]


def trail(request: Asked) -> HttpResponse:
    asked = question(request)
    before = whole_number(request.GET.get("before"))
    among = entries(asked)
    found = list((among.filter(id__lt=before) if before is not None else among)[: ROWS + 1])
    page: Pageful[TrailEntry] = pageful(found, request=request, before=str(found[:ROWS][-1].pk) if found else "")
    given = {
        "rows": [row(entry) for entry in page.rows],
        "more": page.more,
        "asked": asked,
        "members": Member.objects.order_by("pk"),
        "actions": [(action, action_name(action)) for action in actions()],
        "kinds": [(kind, kind_name(kind)) for kind in kinds()],
        "since": request.GET.get("since", ""),
        "until": request.GET.get("until", ""),
        "is_filtered": bool(kept(request)),
    }
    is_part = request.htmx and before is not None
    return render(request, "team/trail_rows.html" if is_part else "team/trail.html", given)


def as_csv(request: Asked) -> StreamingHttpResponse:
    """All that fits the question, as a file that opens in spreadsheets and runs nothing there."""
    answer = StreamingHttpResponse(_lines(entries(question(request))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="changes.csv"'
    return answer


def question(request: Asked) -> Question:
    given = {name: str(value).replace("\0", "")[:LONGEST] for name, value in request.GET.items()}
    days = TrailForm(given)
    days.is_valid()
    since, until = days.cleaned_data.get("since"), days.cleaned_data.get("until")
    return Question(
        who=given.get("who", ""),
        action=given.get("action", ""),
        kind=given.get("kind", ""),
        subject=given.get("subject", ""),
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
    )


def row(entry: TrailEntry) -> Row:
    before, after = entry.before or {}, entry.after or {}
    names = list({**before, **after})
    names_of_it = (told.get(field) for told in (after, before) for field in NAMES)
    name = next((str(told) for told in names_of_it if told), "")
    return Row(
        entry,
        action_name(entry.action),
        who_name(entry),
        name,
        [Difference(field, _text(before.get(field)), _text(after.get(field))) for field in names],
    )


def _text(value: object) -> str:
    """As one reads it; lists and tables as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())


def _lines(found: QuerySet[TrailEntry]) -> Iterator[str]:
    """Some at a time, however long the trail is."""
    page = io.StringIO(newline="")
    writer = Writer(page)
    writer.writerow(HEADINGS)
    for count, entry in enumerate(found.iterator(chunk_size=ROWS_AT_ONCE)):
        if count % ROWS_AT_ONCE == 0:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
        writer.writerow(
            (
                entry.at.isoformat(),
                entry.who,
                entry.action,
                entry.kind,
                entry.number,
                _packed(entry.before),
                _packed(entry.after),
                entry.address or "",
            )
        )
    yield page.getvalue()


def _packed(state: object) -> str:
    return "" if state is None else json.dumps(state, ensure_ascii=False)
