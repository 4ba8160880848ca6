"""What became of what was given, by its age, on a report."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.doors.web.programs.report.opens import Count, opens
from polku.kit.amounts import number, percent
from polku.know.rules.durations import length
from polku.learn.reports.rewards.ages import STEPS
from polku.learn.reports.rewards.report import Report


@dataclass(frozen=True)
class Row:
    name: str
    counts: tuple[Count, ...]
    share: str


def rows(report: Report) -> list[Row]:
    found = []
    for one in report.ages:
        kinds = (("given", one.given), ("used", one.used), ("expired", one.expired), ("open", one.open))
        counts = tuple(Count(number(much), opens(kind, "age", str(one.days)) if much else "") for kind, much in kinds)
        name = length(one.days * 86_400) if one.days else _("longer ago")
        found.append(Row(name, counts, percent(one.expired, one.given)))
    return found


def age_name(days: int) -> str:
    if not days:
        return _("Longer ago than {time}").format(time=length(STEPS[-1] * 86_400))
    return _("Up to {time} ago").format(time=length(days * 86_400))
