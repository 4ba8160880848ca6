"""How often a rich menu was seen and its areas tapped: LINE's numbers for each version, and ours beside them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from polku.doors.web.columns_asked import ask
from polku.doors.web.line.menu_form import KIND_NAMES
from polku.kit import clock
from polku.learn.reports.line_menu import Taps, taps
from polku.say.channels.line.insight.menu_told import AreaTold, VersionTold, versions
from polku.say.channels.line.insight.told import Number
from polku.say.channels.line.menus.actions import entered
from polku.say.channels.line.menus.models import LineMenu
from polku.say.content.media.names import address

MOST_VERSIONS = 12


@dataclass(frozen=True)
class Row:
    told: AreaTold
    does: str
    what: str
    ours: Taps | None  # None: polku cannot know

    @property
    def is_ours(self) -> bool:
        return self.ours is not None


@dataclass(frozen=True)
class Shown:
    """One version, for the page."""

    told: VersionTold
    rows: list[Row]
    menu: str  # as LINE has it, JSON
    marks: str  # a text for each area, JSON
    picture: str

    @property
    def since(self) -> date | None:
        return _date(self.told.since)

    @property
    def until(self) -> date | None:
        return _date(self.told.until)

    @property
    def days(self) -> list[tuple[date | None, int, int]]:
        return [(_date(day), shown, tapped) for day, shown, tapped in self.told.by_day]


def shown(menu: LineMenu) -> dict[str, Any]:
    """`taps`: the version that is, or was last, at LINE; `taps_before`: the ones before it."""
    found = versions(menu)[:MOST_VERSIONS]
    known = True
    made: list[Shown] = []
    for one in found:
        ours = ask(lambda one=one: _ours(menu, one)) if known else None  # type: ignore[misc] # bound at once
        known = ours is not None
        made.append(_shown(menu, one, ours or [None] * len(one.areas)))
    return {"taps": made[0] if made else None, "taps_before": made[1:], "lacks_columns": not known}


def _ours(menu: LineMenu, one: VersionTold) -> list[Taps | None]:
    until_ms = one.row.last_ms if one.row.last_ms is not None else clock.now_ms()
    actions = [area.action for area in one.areas]
    channel = f"line:{menu.account.name}"
    return taps(actions, channel=channel, since_ms=one.row.first_ms, until_ms=until_ms)


def _shown(menu: LineMenu, one: VersionTold, ours: Sequence[Taps | None]) -> Shown:
    rows = [_row(area, count) for area, count in zip(one.areas, ours, strict=True)]
    size = {"width": one.row.width, "height": one.row.height}
    drawn = {"size": size, "areas": one.row.areas, "chatBarText": menu.chat_bar, "selected": True}
    marks = [f"{area.number} · {_short(area.taps)}" for area in one.areas]
    return Shown(one, rows, json.dumps(drawn), json.dumps(marks), address(one.row.picture))


def _row(area: AreaTold, count: Taps | None) -> Row:
    kind, value = entered(area.action)
    return Row(area, str(KIND_NAMES.get(kind, "")), value, count)


def _short(number: Number) -> str:
    """On the picture, where there is little room."""
    if not number.is_there:
        return "…"
    return _("hidden") if number.value is None else number_format(number.value, use_l10n=True, force_grouping=True)


def _date(day: str) -> date | None:
    return date(int(day[:4]), int(day[4:6]), int(day[6:])) if len(day) == 8 else None
