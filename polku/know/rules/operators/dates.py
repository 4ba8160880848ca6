"""Dates and instants that stand in texts: read in the same way wherever they stand, by the engine.

2026-05-14 is a whole day of the team's zone. 2026-05-14T10:00 is an instant: of the team's zone, unless it tells its
own (Z, +09:00). As soon as one of two is a whole day, days are compared. Nothing else is a date, no number either.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _

from polku.know.rules.operators.place import One

NOW, SINCE = "{now:Int64}", "{since:Int64}"

_DAY = r"[1-9][0-9][0-9][0-9][-/][0-9][0-9][-/][0-9][0-9]"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
_ZONE = r"Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?"
SHAPE = f"{_DAY}([T ]{_CLOCK}({_ZONE})?)?"
WHOLE = 10  # letters of a date without a time

# No brace may stand in here: the client looks for {name:Type}.
_IS_DATE = f"match({{text}}, '^({SHAPE})$')"
# An hour that the zone leaves out in spring counts as the hour before, one that it has twice as the first.
INSTANT = f"if({_IS_DATE}, parseDateTime64BestEffortOrNull({{text}}, 3, {{zone}}), NULL)"
# Read without a zone: some zones have days without a midnight. Days that do not exist are no instants.
DAY = f"if(length({{text}}) = {WHOLE}, if({INSTANT} IS NULL, NULL, toDate32OrNull({{text}})), toDate32({INSTANT}))"


@dataclass(frozen=True)
class Bound:
    """What a date is compared with, as SQL: of which day, and at which instant. `whole`: SQL, whether it is a day."""

    day: str
    instant: str
    whole: str = "0"


def text_bound(text: str, zone: str) -> Bound:
    """Of SQL that gives a text."""
    asked = {"text": text, "zone": zone}
    return Bound(DAY.format(**asked), INSTANT.format(**asked), f"length({text}) = {WHOLE}")


def moment_bound(at: str, zone: str, shift: str = "") -> Bound:
    """Of SQL that gives milliseconds; `shift` is added to them, for example "- {p0:Int64}"."""
    instant = f"fromUnixTimestamp64Milli(toInt64({at} {shift}), {zone})"
    return Bound(f"toDate32({instant})", instant)


def bound_of(one: One, zone: str) -> Bound:
    """Of a value: NULL where it is no date."""
    if one.moment:
        return Bound(f"toDate32(toTimeZone({one.moment}, {zone}))", one.moment)
    return text_bound(one.string, zone)


def compared(own: Bound, comparison: str, bound: Bound) -> str:
    """Whether there is a date, and before or after: 0 or 1."""
    days, instants = f"{own.day} {comparison} {bound.day}", f"{own.instant} {comparison} {bound.instant}"
    if bound.whole == "1":
        return f"ifNull({days}, 0)"
    whole = " OR ".join(sql for sql in (own.whole, bound.whole) if sql != "0")
    return f"ifNull(if({whole}, {days}, {instants}), 0)" if whole else f"ifNull({instants}, 0)"


def is_date(given: object) -> bool:
    """Whether a text of a rule is a date or an instant."""
    return isinstance(given, str) and re.fullmatch(SHAPE, given) is not None and _day(given) is not None


def shown(text: str) -> str:
    """For sentences: as the reader writes dates, with the zone that was given."""
    day = _day(text)
    if day is None or len(text) == WHOLE:
        return formats.date_format(day, "DATE_FORMAT") if day else text
    clock, zone = re.fullmatch(f"({_CLOCK})({_ZONE})?", text[WHOLE + 1 :]).group(1, 5)  # type: ignore[union-attr]
    at = datetime.combine(day, datetime.strptime(clock[:5], "%H:%M").time())  # noqa: DTZ007 - shown as it was given
    words = {"time": formats.date_format(at, "DATETIME_FORMAT"), "zone": {"Z": "UTC"}.get(zone, zone)}
    return _("%(time)s (%(zone)s)") % words if zone else words["time"]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:WHOLE].replace("/", "-"))
    except ValueError:
        return None
