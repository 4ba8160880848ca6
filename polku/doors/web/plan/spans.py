"""Which days a view of the calendar shows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from polku.kit.wall import instant_of

MONTH, WEEK, LIST = "month", "week", "list"
VIEWS = (MONTH, WEEK, LIST)
LIST_DAYS = 60
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True)
class Span:
    """From `first` up to and with `last`; `before` and `after`: days of the neighbours."""

    view: str
    day: date
    first: date
    last: date
    before: date
    after: date

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the beginning of the first day to the end of the last, where the team is."""
        begin, end = (datetime.combine(day, time()) for day in (self.first, self.last + timedelta(1)))
        return instant_of(begin, zone), instant_of(end, zone)

    def days(self) -> list[date]:
        return [self.first + timedelta(ahead) for ahead in range((self.last - self.first).days + 1)]


def span(view: str, day: date) -> Span:
    day = min(max(day, EARLIEST), LATEST)
    if view == WEEK:
        monday = day - timedelta(day.weekday())
        return Span(view, day, monday, monday + timedelta(6), monday - timedelta(7), monday + timedelta(7))
    if view == LIST:
        last = day + timedelta(LIST_DAYS - 1)
        return Span(view, day, day, last, day - timedelta(LIST_DAYS), last + timedelta(1))
    begin = day.replace(day=1)
    following = (begin + timedelta(31)).replace(day=1)
    end = following - timedelta(1)
    first, last = begin - timedelta(begin.weekday()), end + timedelta(6 - end.weekday())
    return Span(MONTH, day, first, last, (begin - timedelta(1)).replace(day=1), following)
