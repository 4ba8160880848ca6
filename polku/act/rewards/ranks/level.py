"""Which rank facts make on a day: a function of both, and of nothing else.

Days are numbers (`date.toordinal`), by the team's clock; a fact is how much there was of one day, never below nothing.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate

from polku.act.rewards.ranks.terms import RanksTerms, Window


class Facts:
    """Sums over days, quickly."""

    def __init__(self, by_day: Mapping[int, int]) -> None:
        self.days = sorted(by_day)
        self._sums = [0, *accumulate(by_day[day] for day in self.days)]

    def sum(self, first: int, last: int) -> int:
        return self._sums[bisect_right(self.days, last)] - self._sums[bisect_left(self.days, first)]

    def between(self, first: int, last: int) -> Iterable[int]:
        return self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]


def begins(window: Window, day: int) -> int:
    """The first day that counts on this day."""
    if window.kind == "ever":
        return 1
    if window.kind == "days":
        return max(1, day - window.count + 1)
    if window.kind == "year":
        return date.fromordinal(day).replace(month=1, day=1).toordinal()
    return _months(day, -window.count) + 1


def amount(terms: RanksTerms, facts: Facts, day: int) -> int:
    """How much there is on a day."""
    return facts.sum(begins(terms.window, day), day)


def held(terms: RanksTerms, facts: Facts, day: int) -> int:
    """The place of the highest rank that was reached on one of the days of grace, or today; -1: none."""
    first = max(1, day - terms.grace_days)
    # A sum rises on days of facts only: on none of the others it is more than on the one before.
    return max(terms.reached(amount(terms, facts, one)) for one in (first, *facts.between(first, day)))


def falls(terms: RanksTerms, facts: Facts, day: int) -> int | None:
    """The first day after this one on which the rank is lower, if nothing more happens; None: never."""
    now = held(terms, facts, day)
    if now <= 0 and (now < 0 or terms.ranks[0].at == 0):
        return None
    for one in sorted(set(_drops(terms, facts, day))):
        if one > day and held(terms, facts, one) < now:
            return one
    return None


def _drops(terms: RanksTerms, facts: Facts, day: int) -> Iterator[int]:
    """When a fact no longer counts, and has not for as long as the grace lasts."""
    window = terms.window
    for fact in facts.between(1, day):
        if window.kind == "days":
            yield fact + window.count + terms.grace_days
        elif window.kind == "year":
            yield date(date.fromordinal(fact).year + 1, 1, 1).toordinal() + terms.grace_days
        elif window.kind == "months":
            last = _months(fact, window.count)
            while begins(window, last) <= fact:  # months differ in length
                last += 1
            yield last + terms.grace_days


def _months(day: int, count: int) -> int:
    """The same day so many months later; the month's last one where it has no such day."""
    found = date.fromordinal(day)
    year, month = divmod(found.year * 12 + found.month - 1 + count, 12)
    if year < 1:
        return 1
    return date(year, month + 1, min(found.day, monthrange(year, month + 1)[1])).toordinal()
