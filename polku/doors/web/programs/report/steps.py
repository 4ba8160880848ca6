"""Charts of a report, step by step: months, the funnel of a card, how long it took, who stands on which rank."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from polku.doors.web.programs.report.opens import Count, opens
from polku.kit.amounts import number
from polku.know.rules.durations import length
from polku.learn.reports.rewards.report import Report


@dataclass(frozen=True)
class Bar:
    """`percent`: of the longest. `hint`: where the number is none of people, how many these are."""

    name: str
    count: Count
    percent: int
    hint: str = ""


HEADINGS: dict[str, str | Promise] = {
    "given": pgettext_lazy("a reward", "Given"),
    "used": gettext_lazy("Used"),
    "expired": gettext_lazy("Expired"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


@dataclass(frozen=True)
class Row:
    name: str
    counts: tuple[Count, ...]


def kinds_of(report: Report) -> list[str]:
    """What happened in any month."""
    every = ("given", "used", "expired", "withdrawn")
    return [kind for kind in every if any(getattr(one, kind) for one in report.months)]


def months(report: Report) -> list[Row]:
    """The newest first."""
    found, kinds = [], kinds_of(report)
    for one in reversed(report.months):
        key = one.first.strftime("%Y-%m")
        counts = tuple(
            Count(number(getattr(one, kind)), opens(kind, "month", key) if getattr(one, kind) else "") for kind in kinds
        )
        found.append(Row(date_format(one.first, "M Y"), counts))
    return found


def funnel(report: Report) -> list[Bar]:
    top = report.funnel[0].people if report.funnel else 1
    return [
        Bar(number(one.at), Count(number(one.people), opens("given", "reached", str(one.at))), _share(one.people, top))
        for one in report.funnel
    ]


def within(report: Report) -> list[Bar]:
    """Of those used, in how long."""
    steps = report.numbers.paces
    most = max((one.used for one in steps), default=1)
    return [
        Bar(
            pace_name(one.hours),
            Count(number(one.used), opens("used", "within", str(one.hours)) if one.used else ""),
            _share(one.used, most),
            _("{count} people").format(count=number(one.people)) if one.people != one.used else "",
        )
        for one in steps
    ]


def pace_name(hours: int) -> str:
    if not hours:
        return _("Later")
    return _("Within {time}").format(time=length(hours * 3_600))


def ladder(report: Report) -> list[Bar]:
    most = max((one.people or 0 for one in report.ladder), default=1)
    return [
        Bar(one.name, Count(number(one.people), opens("stands", "rank", one.key)), _share(one.people or 0, most))
        for one in report.ladder
    ]


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
