"""What the people behind a number are called."""

from collections.abc import Callable, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.act.rewards.ledger.models import Program
from polku.doors.web import shown
from polku.doors.web.programs.report import ages, channels, friends, names, passed, points, steps
from polku.kit import ids
from polku.kit.amounts import number
from polku.learn.reports.rewards import ladder, months
from polku.learn.reports.rewards.asked import Part

TITLES = {
    "given": gettext_lazy("Who was given it"),
    "seen": gettext_lazy("Who looked at it"),
    "used": gettext_lazy("Who used it"),
    "open": gettext_lazy("Who can still use it"),
    "usable": gettext_lazy("Who can use some now"),
    "pending": gettext_lazy("Whose are pending"),
    "owing": gettext_lazy("Who owes some"),
    "never": gettext_lazy("Who never used it"),
    "expired": gettext_lazy("Whose expired"),
    "withdrawn": gettext_lazy("Whose was withdrawn"),
    "undone": gettext_lazy("Whose use was undone"),
    "stands": gettext_lazy("Who stands there"),
    "had": gettext_lazy("Who had it"),
    "came_with": gettext_lazy("Who was given something with it"),
    "used_with": gettext_lazy("Who used what was given with it"),
    "friends": gettext_lazy("Friends who were brought along"),
    "bringers": gettext_lazy("Who has brought somebody"),
}


def part(program: Program, by: str, key: str) -> str:
    """Of which part of a number; "" of all of it."""
    told = PARTS.get(by)
    return told(program, key) if told is not None else key


def _months(_program: Program, key: str) -> str:
    span = months.read(key)
    return date_format(months.first_day(span[0]), "F Y") if span else key


def _rank(program: Program, key: str) -> str:
    return next((step.name for step in ladder.ranks(program) if step.key == key), key)


def _reached(_program: Program, key: str) -> str:
    return _("{count} or more in all").format(count=number(int(key))) if key.isdecimal() else key


def _level(_program: Program, key: str) -> str:
    level, _colon, state = key.partition(":")
    told = _("Step {level}").format(level=level)
    return f"{told}: {friends.HEADINGS[state]}" if state in friends.HEADINGS else told


def _bringer(_program: Program, key: str) -> str:
    found = shown.people_of([ids.number(key) or 0])
    return _("brought by {name}").format(name=next((one.name for one in found.values()), key))


PARTS: Mapping[str, Callable[[Program, str], str]] = {
    "store": lambda _program, key: names.stores([Part(key)])[key],
    "way": lambda _program, key: names.ways([Part(key)])[key],
    "came": lambda _program, key: channels.names([Part(key)])[key],
    "through": lambda _program, key: channels.names([Part(key)])[key],
    "segment": lambda _program, key: names.segments([Part(key)]).get(key, key),
    "rank": _rank,
    "month": _months,
    "within": lambda _program, key: steps.pace_name(int(key)) if key.isdecimal() else key,
    "reached": _reached,
    "age": lambda _program, key: ages.age_name(int(key)) if key.isdecimal() else key,
    "why": lambda _program, key: str(points.NAMES.get(("withdrawn", key), key)),
    "level": _level,
    "part": lambda _program, key: passed.part_name(key),
    "bringer": _bringer,
}
