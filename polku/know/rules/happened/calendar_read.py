"""Reading `on`: {"period": "this_month", "weekdays": ["sat", "sun"], "hours": [18, 22], "zone": "person"}."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, did_you_mean

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = ("shop", "person")
# What it is a period of, and how many of them ago.
PERIODS = {
    "today": ("day", 0),
    "yesterday": ("day", 1),
    **{f"this_{unit}": (unit, 0) for unit in ("week", "month", "quarter", "year")},
    **{f"last_{unit}": (unit, 1) for unit in ("week", "month", "quarter", "year")},
}


@dataclass(frozen=True)
class Wanted:
    """What `on` asks for. `weekdays`: 1 is Monday. `hours`: from one up to another, which no longer belongs to it."""

    period: str = ""
    weekdays: tuple[int, ...] = ()
    hours: tuple[int, int] | None = None
    is_persons: bool = False


def read_on(node: Node) -> Wanted:
    """What stands under `on`; a text alone is a period. Raises RuleError."""
    given = node.given["on"]
    if isinstance(given, str):
        return Wanted(_one_of(node, "on", given, tuple(PERIODS)))
    if not isinstance(given, dict):
        raise node.wrong("on", _("write for example “this_month”, or {“weekdays”: [“sat”, “sun”], “hours”: [18, 22]}"))
    on = Node(given, node.at("on"))
    on.allow("period", "weekdays", "hours", "zone")
    if not given.keys() & {"period", "weekdays", "hours"}:
        raise node.wrong("on", _("this needs at least one of period, weekdays, hours"))
    return Wanted(
        _one_of(on, "period", given["period"], tuple(PERIODS)) if "period" in given else "",
        _read_weekdays(on) if "weekdays" in given else (),
        _read_hours(on) if "hours" in given else None,
        _one_of(on, "zone", given.get("zone", "shop"), ZONES) == "person",
    )


def _read_weekdays(on: Node) -> tuple[int, ...]:
    given = on.given["weekdays"]
    if not isinstance(given, list) or not 0 < len(given) <= 7:
        raise on.wrong("weekdays", _("this is a list of days, for example [“sat”, “sun”]"))
    days = {_one_of(on, f"weekdays[{index}]", day, WEEKDAYS) for index, day in enumerate(given)}
    return tuple(number for number, day in enumerate(WEEKDAYS, 1) if day in days)


def _read_hours(on: Node) -> tuple[int, int]:
    given = on.given["hours"]
    if isinstance(given, list) and len(given) == 2 and all(map(_is_hour, given)) and given[0] not in (24, given[1]):
        return int(given[0]), int(given[1])
    raise on.wrong("hours", _("this is two different whole hours from 0 to 24, for example [18, 22]"))


def _is_hour(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and given in range(25)


def _one_of(node: Node, key: str, given: object, known: tuple[str, ...]) -> str:
    if not isinstance(given, str) or given not in known:
        words = {"given": str(given)[:40], "known": ", ".join(known)}
        raise node.wrong(key, _("“%(given)s” is not one of %(known)s") % words + did_you_mean(str(given)[:40], known))
    return given
