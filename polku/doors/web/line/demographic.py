"""Whom LINE takes an account's friends for, in words: gender, age, area, phone, how long they have been friends."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from polku.doors.web.line.wide import names
from polku.say.channels.line.insight.told import Demographic, Share
from polku.say.channels.line.wide import attributes

AGES = re.compile(r"from(\d+)(?:to(\d+))?")
SHOWN = 10  # areas; all others are folded away
UNKNOWN = ("unknown", "others")
PERIODS: dict[str, str | Promise] = {
    "within7days": gettext_lazy("less than a week"),
    "within30days": gettext_lazy("a week to a month"),
    "within90days": gettext_lazy("one to three months"),
    "within180days": gettext_lazy("three months to half a year"),
    "within365days": gettext_lazy("half a year to a year"),
    "over365days": gettext_lazy("a year or more"),
}
TITLES: dict[str, str | Promise] = {
    "genders": gettext_lazy("Gender"),
    "ages": gettext_lazy("Age"),
    "areas": pgettext_lazy("where somebody lives", "Area"),
    "appTypes": pgettext_lazy("its system", "Phone"),
    "subscriptionPeriods": gettext_lazy("Friends for"),
}


@dataclass(frozen=True)
class Row:
    name: str
    percent: float | None  # None: LINE hides it

    @property
    def width(self) -> float:
        return min(100.0, max(0.0, self.percent or 0.0))


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[Row]
    more: list[Row]


def groups(told: Demographic) -> list[Group]:
    """Ages and times in their own order, all others the largest first; what is not known comes last."""
    found = []
    for part, shares in told.groups.items():
        ordered = sorted(shares, key=_order(part))
        rows = [Row(word(part, one.name), one.percent) for one in ordered]
        found.append(Group(str(TITLES[part]), rows[:SHOWN], rows[SHOWN:]) if part == "areas" else
                     Group(str(TITLES[part]), rows, []))  # fmt: skip
    return found


def word(part: str, name: str) -> str:
    """LINE's word in the reader's; as it came where nobody knows it."""
    if name == "unknown":
        return _("Not known")
    if name == "others":
        return pgettext("phones", "Others")
    if part == "ages":
        found = AGES.fullmatch(name)
        return name if found is None else f"{found[1]}–{found[2]}" if found[2] else f"{found[1]}+"
    if part == "subscriptionPeriods":
        return str(PERIODS.get(name, name))
    if part == "areas":
        code = _codes().get(name.casefold())
        return _area(code) if code is not None else name
    return str(names.NAMES.get(name, name))


def _area(code: str) -> str:
    """Parts of Thailand are called by where they lie: its own name stands with them."""
    country = code.partition("_")[0]
    if country != "th":
        return names.name(code)
    return _("{area} ({country})").format(area=names.name(code), country=names.COUNTRIES[country])


@cache
def _codes() -> Mapping[str, str]:
    """LINE's code by every name it may use: the code, the English and Japanese names, and 徳島 for 徳島県."""
    found: dict[str, str] = {}
    for areas in attributes.areas().values():
        for code, given in areas.items():
            short = re.sub("[都府県]$", "", given["ja"]) if code.startswith("jp") else given["ja"]
            for one in (code, given["en"], given["ja"], short):
                found.setdefault(one.casefold(), code)
    return found


def _order(part: str) -> Callable[[Share], tuple[Any, ...]]:
    def key(share: Share) -> tuple[Any, ...]:
        is_last = share.name in UNKNOWN
        if part == "ages":
            found = AGES.fullmatch(share.name)
            return is_last, int(found[1]) if found else 0
        if part == "subscriptionPeriods":
            return is_last, list(PERIODS).index(share.name) if share.name in PERIODS else len(PERIODS)
        return is_last, -(share.percent or 0.0)

    return key
