"""Dates and instants that stand in texts: read in the same way wherever they stand, by the engine.

2026-05-14 is a whole day of the team's zone. 2026-05-14T10:00 is an instant: of the team's zone, unless it tells its
own (Z, +09:00). As soon as one of two is a whole day, days are compared. Nothing else is a date, no number either.
"""

from dataclasses import dataclass

from polku.know.rules.operators.dates_written import SHAPE, WHOLE
from polku.know.rules.operators.one import One

NOW, SINCE = "{now:Int64}", "{since:Int64}"


# No brace may stand in here: the client looks for {name:Type}. Days that do not exist cannot be parsed.
IS_DATE = f"match({{text}}, '^({SHAPE})$') AND {{instant}} IS NOT NULL"
# An hour that the zone leaves out in spring counts as the hour before, one that it has twice as the first.
INSTANT = "parseDateTime64BestEffortOrNull({text}, 3, {zone})"
IS_WHOLE = f"length({{text}}) = {WHOLE}"
DATE = "toDate32OrNull({text})"  # of a whole day, without a zone: some zones have days without a midnight


@dataclass(frozen=True)
class Bound:
    """A moment, as SQL: on which day it lies, and at which instant."""

    day: str
    instant: str
    is_whole: str = "0"  # whether it is a whole day: 1 always, 0 never
    is_date: str = "1"  # whether it is one at all; otherwise the rest means nothing


def text_bound(text: str, zone: str) -> Bound:
    """Of SQL that gives a text."""
    instant, date, is_whole = INSTANT.format(text=text, zone=zone), DATE.format(text=text), IS_WHOLE.format(text=text)
    is_date = IS_DATE.format(text=text, instant=instant)
    return Bound(f"if({is_whole}, {date}, toDate32({instant}))", instant, is_whole, is_date)


def rule_bound(text: str, given: str, zone: str) -> Bound:
    """Of a text for which `is_date`; `given`: the SQL that gives it."""
    if len(text) == WHOLE:
        return Bound(DATE.format(text=given), "NULL", "1")
    instant = INSTANT.format(text=given, zone=zone)
    return Bound(f"toDate32({instant})", instant)


def moment_bound(at: str, zone: str, shift: str = "") -> Bound:
    """Of SQL that gives milliseconds; `shift` is added to them, for example "- {p0:Int64}"."""
    instant = f"fromUnixTimestamp64Milli(toInt64({at} {shift}), {zone})"
    return Bound(f"toDate32({instant})", instant)


def bound_of(one: One, zone: str) -> Bound:
    """Of a value."""
    if one.moment:
        return Bound(f"toDate32(toTimeZone({one.moment}, {zone}))", one.moment)
    return text_bound(one.string, zone)


def compared(own: Bound, comparison: str, bound: Bound) -> str:
    """Whether a date is before or after: of whole days, days are compared. For dates only."""
    if "1" in (own.is_whole, bound.is_whole):
        return f"({own.day} {comparison} {bound.day})"
    wholes = [sql for sql in (own.is_whole, bound.is_whole) if sql != "0"]
    instants = f"{own.instant} {comparison} {bound.instant}"
    return f"if({' OR '.join(wholes)}, {own.day} {comparison} {bound.day}, {instants})" if wholes else f"({instants})"
