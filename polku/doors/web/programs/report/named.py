"""What the people behind a number are called."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.report import names, steps
from polku.kit.amounts import number
from polku.learn.reports.rewards import ladder, months
from polku.learn.reports.rewards.asked import Part

TITLES = {
    "given": gettext_lazy("Who was given it"),
    "seen": gettext_lazy("Who looked at it"),
    "used": gettext_lazy("Who used it"),
    "open": gettext_lazy("Who can still use it"),
    "never": gettext_lazy("Who never used it"),
    "expired": gettext_lazy("Whose expired"),
    "withdrawn": gettext_lazy("Whose was withdrawn"),
    "undone": gettext_lazy("Whose use was undone"),
    "stands": gettext_lazy("Who stands there"),
}


def part(program: Program, by: str, key: str) -> str:
    """Of which part of a number; "" of all of it."""
    one = [Part(key)]
    if by == "store":
        return names.stores(one)[key]
    if by == "way":
        return names.ways(one)[key]
    if by == "segment":
        return names.segments(one).get(key, key)
    if by == "rank":
        return next((step.name for step in ladder.ranks(program) if step.key == key), key)
    if by == "month":
        span = months.read(key)
        return date_format(months.first_day(span[0]), "F Y") if span else key
    if by == "within":
        return steps.pace_name(int(key)) if key.isdecimal() else key
    if by == "reached":
        return _("{count} or more in all").format(count=number(int(key))) if key.isdecimal() else key
    return key
