"""How often a series goes: on days of every nth week, or on a day of every nth month. Dates and clocks of a wall only.

Our own arithmetic, and not dateutil's: that skips months which have no 31st (here it is their last day), begins a
"second Friday" with the week of the start even where its Friday is over, and knows neither our numbers nor what a gap
of the clock does. The tests hold both against each other where they mean the same.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from polku.act.plan.problems import PlanError

WEEK, MONTH = "week", "month"
DAY, LAST, NTH = "day", "last", "nth"  # of a month: the 15th; the last day; the second Friday
MOST_EVERY = {WEEK: 26, MONTH: 12}
NTHS = (1, 2, 3, 4, -1)
MOST_TIMES = 1_000
LONGEST = timedelta(days=50 * 366)


@dataclass(frozen=True)
class Rhythm:
    """`days`: of weeks, 1 is Monday; of months, the one weekday of `nth`. At most one of `until` and `times`."""

    unit: str
    at: time
    begins: date
    every: int = 1
    days: tuple[int, ...] = ()
    on: str = DAY  # of months
    day: int = 1  # of DAY
    nth: int = 1  # of NTH; -1 is the last
    until: date | None = None  # with it
    times: int | None = None

    def dates(self) -> Iterator[date]:
        """All of them, in order, for fifty years at the most."""
        last = min(self.until or date.max, self.begins + LONGEST)
        for number, found in enumerate(self._without_end()):
            if found > last or (self.times is not None and number >= self.times):
                return
            yield found

    def walls(self) -> Iterator[datetime]:
        """The same with the time that the clock on the wall shows."""
        return (datetime.combine(found, self.at) for found in self.dates())

    def _without_end(self) -> Iterator[date]:
        return self._weekly() if self.unit == WEEK else self._monthly()

    def _weekly(self) -> Iterator[date]:
        """Weeks are counted from the one of the first date, so that a start on a Saturday does not cost two weeks."""
        first = next(found for ahead in range(7) if (found := self.begins + timedelta(ahead)).isoweekday() in self.days)
        monday = first - timedelta(first.isoweekday() - 1)
        while True:
            for day in sorted(self.days):
                found = monday + timedelta(day - 1)
                if found >= first:
                    yield found
            monday += timedelta(weeks=self.every)

    def _monthly(self) -> Iterator[date]:
        month = self.begins.year * 12 + self.begins.month - 1
        if self._of_month(month) < self.begins:
            month += 1
        while True:
            yield self._of_month(month)
            month += self.every

    def _of_month(self, number: int) -> date:
        year, month = divmod(number, 12)
        first_weekday, length = monthrange(year, month + 1)
        if self.on == LAST:
            return date(year, month + 1, length)
        if self.on == DAY:
            return date(year, month + 1, min(self.day, length))
        ahead = (self.days[0] - 1 - first_weekday) % 7
        found = 1 + ahead + 7 * (self.nth - 1) if self.nth > 0 else length - (length - 1 - ahead) % 7
        return date(year, month + 1, found)


def to_store(rhythm: Rhythm) -> dict[str, Any]:
    given = asdict(rhythm)
    return given | {
        "at": f"{rhythm.at:%H:%M}",
        "begins": rhythm.begins.isoformat(),
        "until": rhythm.until.isoformat() if rhythm.until else None,
        "days": list(rhythm.days),
    }


def stored(given: dict[str, Any]) -> Rhythm:
    """What `to_store` wrote."""
    until = given["until"]
    return Rhythm(
        **given
        | {
            "at": time.fromisoformat(given["at"]),
            "begins": date.fromisoformat(given["begins"]),
            "until": date.fromisoformat(until) if until else None,
            "days": tuple(given["days"]),
        }
    )


def check(rhythm: Rhythm) -> Rhythm:
    """Raises PlanError, which names the field."""
    if rhythm.unit not in MOST_EVERY:
        raise PlanError(_("Say whether it goes by weeks or by months."), field="unit")
    most = MOST_EVERY[rhythm.unit]
    if not 1 <= rhythm.every <= most:
        raise PlanError(_("Between 1 and {most}.").format(most=most), field="every")
    if not {*rhythm.days} <= {*range(1, 8)} or len({*rhythm.days}) < len(rhythm.days):
        raise PlanError(_("Days of the week are 1 (Monday) to 7, each once."), field="days")
    if rhythm.unit == WEEK and not rhythm.days:
        raise PlanError(_("Choose at least one day of the week."), field="days")
    if rhythm.unit == MONTH:
        _check_month(rhythm)
    if rhythm.until is not None and rhythm.times is not None:
        raise PlanError(_("It ends on a day or after so many times, not both."), field="times")
    if rhythm.times is not None and not 1 <= rhythm.times <= MOST_TIMES:
        raise PlanError(_("Between 1 and {most}.").format(most=MOST_TIMES), field="times")
    if not 2000 <= rhythm.begins.year <= 2200:
        raise PlanError(_("This is no day to begin with."), field="begins")
    if next(rhythm.dates(), None) is None:
        raise PlanError(_("It ends before it has gone once."), field="until")
    return rhythm


def _check_month(rhythm: Rhythm) -> None:
    if rhythm.on not in (DAY, LAST, NTH):
        raise PlanError(_("Say on which day of the month."), field="on")
    if rhythm.on == DAY and not 1 <= rhythm.day <= 31:
        raise PlanError(_("A month has the days 1 to 31."), field="day")
    if rhythm.on == NTH and (rhythm.nth not in NTHS or len(rhythm.days) != 1):
        raise PlanError(_("Choose the first, second, third, fourth or last of one day of the week."), field="nth")
