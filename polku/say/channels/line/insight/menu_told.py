"""What LINE says of a menu's versions, area by area, with what it hides told apart from nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from polku.say.channels.line.insight.told import NOT_THERE, Number
from polku.say.channels.line.menus.models import LineMenu, LineMenuVersion

Told = LineMenuVersion.Told
HIDDEN = Number()
SHOWN_DAYS = 30


@dataclass(frozen=True)
class AreaTold:
    number: int  # from 1, as where the menu is edited
    action: Mapping[str, Any]
    taps: Number
    people: Number


@dataclass(frozen=True)
class VersionTold:
    """One version: how often it was on a screen, to how many, and its areas. `since`, `until`: the days it covers."""

    row: LineMenuVersion
    shown: Number
    people: Number
    areas: tuple[AreaTold, ...]
    since: str
    until: str
    by_day: tuple[tuple[str, int, int], ...]  # day, shown, tapped; the newest first

    @property
    def is_hidden(self) -> bool:
        return self.row.told == Told.HIDDEN


def versions(menu: LineMenu) -> list[VersionTold]:
    """The newest first."""
    return [_version(row) for row in LineMenuVersion.objects.filter(menu=menu).order_by("-first_ms", "-pk")]


def _version(row: LineMenuVersion) -> VersionTold:
    said = row.summary
    metrics = {_place(one["bounds"]): one["metrics"] for one in said.get("clicks") or []}
    areas = [
        AreaTold(area.get("number", at), area.get("action") or {}, *_numbers(row, metrics.get(_place(area["bounds"]))))
        for at, area in enumerate(row.areas, start=1)
    ]
    days = [
        (day, (one["shown"] or [0])[0], sum(times for times, _people in one["areas"]))
        for day, one in sorted(row.days.items(), reverse=True)[:SHOWN_DAYS]
    ]
    shown, people = _numbers(row, (said.get("impression") or {}).get("metrics"))
    since, until = (str(said.get(name) or "") for name in ("metricsFrom", "metricsTo"))
    return VersionTold(row, shown, people, tuple(areas), since, until, tuple(days))


def _numbers(row: LineMenuVersion, metrics: Mapping[str, Any] | None) -> tuple[Number, Number]:
    """Times and people."""
    if row.told == Told.HIDDEN:
        return HIDDEN, HIDDEN
    if metrics is None:
        return NOT_THERE, NOT_THERE
    return Number(metrics.get("count")), Number(metrics.get("uniqueUsers"))


def _place(bounds: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(bounds[side] for side in ("x", "y", "width", "height"))
