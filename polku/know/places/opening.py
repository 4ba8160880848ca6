"""When a store is open: intervals by its own clock, over midnight too, and on the days on which clocks are changed.

A span belongs to the day on which it begins. A time that clocks never show is the moment after the gap; of one that
they show twice it is the first.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from polku.kit.wall import instant_of, shown

DAY_MIN = 24 * 60
DAY = timedelta(days=1)
FAR = timedelta(days=31)  # whoever opens later than that does not open, as far as anybody waits for it


class Span(msgspec.Struct, frozen=True, order=True):
    """Minutes from the midnight before; one that ends on the next day ends after 24 hours."""

    begins: int
    ends: int


Spans = tuple[Span, ...]


class Opening(msgspec.Struct, frozen=True):
    """`week`: from Monday. `days`: what a date says in the place of its weekday; nothing: closed."""

    zone: ZoneInfo
    week: tuple[Spans, ...]
    days: Mapping[date, Spans] = {}

    def on(self, day: date) -> Spans:
        return self.days.get(day, self.week[day.weekday()])


def is_open(opening: Opening, at: datetime) -> bool:
    return next_open(opening, at) == at


def next_open(opening: Opening, at: datetime, *, within: timedelta = FAR) -> datetime | None:
    """`at` itself while it is open, else the instant at which it opens next; None where that is not soon."""
    first = next(_from(opening, at, within=within), None)
    if first is None or first[0] > at + within:
        return None
    return max(first[0], at)


def open_until(opening: Opening, at: datetime) -> datetime | None:
    """When it closes; None while it is closed. Intervals that touch are one."""
    until = None
    for begins, ends in _from(opening, at, within=7 * DAY):
        if begins > (until or at):
            break
        until = max(ends, until or ends)
    return until


def _from(opening: Opening, at: datetime, *, within: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """What is not over by then, in the order in which it begins; the day before may go on over midnight."""
    today = shown(at, opening.zone).date()
    for ahead in range(-1, within // DAY + 2):
        day = today + ahead * DAY
        midnight = datetime.combine(day, datetime.min.time())
        for span in opening.on(day):
            begins, ends = (
                instant_of(midnight + timedelta(minutes=minutes), opening.zone) for minutes in (span.begins, span.ends)
            )
            if at < ends and begins < ends:  # in a gap nothing is left of it
                yield begins, ends
