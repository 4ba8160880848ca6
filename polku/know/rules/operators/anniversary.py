"""anniversary_in: a day that comes round every year, from today on: birthdays, and the days of joining.

The year does not count, but for one thing: the day itself is not its own anniversary. --05-14 and 05-14 have no year.
29 February comes round on 28 February in years without one. Days are those of the team's zone.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.dates import NOW, SINCE, bound_of, moment_bound
from polku.know.rules.operators.one import Crossing, Holds, One
from polku.know.rules.operators.operator import OPERATORS, Operator, always

MOST_DAYS = 364  # so that no day comes round twice
_FORM = re.compile(r"([0-9]{1,3})([dw])")

_IS_YEARLY = "match({text}, '^(--)?(0[1-9]|1[0-2])[-/](0[1-9]|[12][0-9]|3[01])$')"
_YEARLY_MARK = "toInt32OrZero(concat(substring({text}, -5, 2), substring({text}, -2)))"
_MARK = "toInt32(toMonth({day}) * 100 + toDayOfMonth({day}))"  # 514: the 14th of May
_DAYS = "arrayMap(nth -> addDays({first}, nth), range(toUInt32(greatest(0, {count}))))"
# Of some days, their marks and their years; 229 beside 228 where it stands in for it.
_IS_FOR_TWO = f"({_MARK.format(day='day')} = 228 AND toMonth(addDays(day, 1)) = 3)"
_MARKS = f"arrayFlatten(arrayMap(day -> {_IS_FOR_TWO} ? [228, 229] : [{_MARK.format(day='day')}], {{days}}))"
_YEAR = "toInt32(toYear(day))"
_YEARS = f"arrayFlatten(arrayMap(day -> arrayResize([{_YEAR}], 1 + {_IS_FOR_TWO}, {_YEAR}), {{days}}))"


def read_days(node: Node) -> Sequence[int]:
    given = node.given.get("value")
    match = _FORM.fullmatch(given) if isinstance(given, str) else None
    days = int(match[1]) * {"d": 1, "w": 7}[match[2]] if match else MOST_DAYS + 1
    if days > MOST_DAYS:
        raise node.wrong(
            "value", _("this must be a number of days, from 0d (today) to %(most)dd") % {"most": MOST_DAYS}
        )
    return (days,)


def comes_round(write: Writer, values: Sequence[Any], _is_exact: bool) -> Holds:
    """Today and so many days after it."""
    zone = write.value(write.zone, "String")
    first = moment_bound(NOW, zone).day
    days = _DAYS.format(first=first, count=write.value(values[0] + 1, "Int32"))

    def holds(one: One) -> str:
        mark, year = _mark_and_year(one, zone)
        return f"(transform({mark}, {_MARKS.format(days=days)}, {_YEARS.format(days=days)}, 0) > {year})"

    return holds


def begins_or_ends(write: Writer, values: Sequence[Any]) -> Crossing:
    """Where the window has left a day behind, or reached one: at midnight, so mostly nowhere."""
    zone = write.value(write.zone, "String")
    before, today = moment_bound(SINCE, zone).day, moment_bound(NOW, zone).day
    count = f"least(366, dateDiff('day', {before}, {today}))"
    left = _DAYS.format(first=before, count=count)
    reached = _DAYS.format(first=f"addDays({before}, {write.value(values[0] + 1, 'Int32')})", count=count)
    marks = f"arrayConcat({_MARKS.format(days=left)}, {_MARKS.format(days=reached)})"
    return Crossing(lambda one: f"has({marks}, {_mark_and_year(one, zone)[0]})", f"{before} != {today}")


def _mark_and_year(one: One, zone: str) -> tuple[str, str]:
    """SQL: NULL or 0 where the value is no date. Without a year, 0."""
    own = bound_of(one, zone)
    mark, year = _MARK.format(day=own.day), f"toInt32(toYear({own.day}))"
    if one.moment:
        return mark, year
    is_yearly, yearly = _IS_YEARLY.format(text=one.string), _YEARLY_MARK.format(text=one.string)
    return f"multiIf({is_yearly}, {yearly}, {own.is_date}, {mark}, 0)", f"if({is_yearly}, 0, {year})"


def _shown(values: Sequence[Any]) -> Mapping[str, str]:
    n = values[0]
    within = ngettext("today or tomorrow", "today or within the next %(n)d days", n) if n else _("today")
    return {"when": within % {"n": n}}


def _says() -> tuple[str, str]:
    return _("%(name)s comes round %(when)s"), _("%(name)s does not come round %(when)s")


OPERATORS["anniversary_in"] = Operator(
    read_days, comes_round, _says, shown=_shown, is_of_texts=always, crosses=begins_or_ends
)
