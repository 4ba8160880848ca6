"""How the size of a segment went, and who came and went."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polku.doors.web import shown
from polku.doors.web.columns_asked import ask
from polku.doors.web.kinds import event_name
from polku.doors.web.widgets.amounts import number
from polku.doors.web.widgets.bars import Curve, curve
from polku.know.segments.live.membership import Step, history
from polku.know.segments.models import Segment

SHOWN, ROWS = 120, 20
HOUR = timedelta(hours=1)

CAUSES = {
    "made": gettext_lazy("the segment was made"), "event": gettext_lazy("an event"),
    "trait": gettext_lazy("what is known of them"), "time": gettext_lazy("time passed"),
    "edit": gettext_lazy("the rule was changed"), "merge": gettext_lazy("two profiles became one"),
    "check": gettext_lazy("everybody was checked"), "list": gettext_lazy("the list was changed"),
}  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """Somebody joined, or left. `person`: None for who was erased."""

    has_joined: bool
    person: shown.Person | None
    at: datetime
    cause: str


def curve_of(segment: Segment, now: datetime) -> Curve | None:
    """The sizes noted lately, and the size now; None as long as they lie within one hour."""
    rows = _sizes(segment, now)
    if len(rows) < 2:
        return None

    def hover(index: int) -> str:
        at, size = rows[index]
        day = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
        return ngettext("%(day)s: %(count)s person", "%(day)s: %(count)s people", size) % {
            "day": day,
            "count": number(size),
        }

    return curve([size for _at, size in rows], hover=hover)


def no_curve_yet(segment: Segment, now: datetime) -> str:
    """Why no line is drawn."""
    rows = _sizes(segment, now)
    if not segment.is_live:
        return _("It is not followed: how its size goes is not noted.")
    if not rows:
        return _("It is being counted for the first time; from then on its size is noted hour by hour.")
    size = rows[-1][1]
    form = ngettext(
        "%(count)s person in this first hour. The line begins with the next one.",
        "%(count)s people in this first hour. The line begins with the next one.",
        size,
    )
    return form % {"count": number(size)}


def _sizes(segment: Segment, now: datetime) -> list[tuple[datetime, int]]:
    """One an hour, of hours in which it changed; the last one is what it is now, where it is followed."""
    rows = list(segment.sizes.order_by("-at").values_list("at", "size")[:SHOWN])[::-1]
    if segment.is_live and segment.size is not None:
        rows = [*(row for row in rows if now - row[0] >= HOUR), (now, segment.size)]
    return rows


def comings(segment: Segment, before: str = "") -> tuple[list[Coming], str]:
    """The newest first, and where they go on ("" at the end). `before`: where those of before ended."""
    seq, _dash, nth = before.partition("-")
    place = (int(seq), int(nth)) if seq.isdecimal() and nth.isdecimal() else None
    rows = ask(lambda: history(segment.pk, before=place, limit=ROWS + 1)) or []
    people = shown.people_of([step.person for step in rows])
    found = [Coming(step.is_in, people.get(step.person), step.at, _cause(step)) for step in rows[:ROWS]]
    return found, "{}-{}".format(*rows[ROWS - 1].place) if len(rows) > ROWS else ""


def _cause(step: Step) -> str:
    return event_name(step.event) if step.event else str(CAUSES.get(step.cause, step.cause))
