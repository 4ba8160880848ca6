"""`/v2/bot/insight/richmenu/…`: how often menus were shown and their areas tapped."""

from datetime import timedelta
from typing import Any

from polku.lab.line.counting.days import day_of, parsed
from polku.lab.line.insight.hidden import LEAST, together
from polku.lab.line.looks import Looks, Tally
from polku.lab.line.platform.rich_menu import of
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

SHOWN = -1
MOST_DAYS = {"summary": 396, "daily": 99}


def summary(call: Call) -> Answer:
    menu, days = of(call), _days(call, "summary")
    if _is_hidden(call, days):
        return told({"richMenuId": menu.id})
    areas = [
        {"bounds": area["bounds"], "metrics": _metrics(together(_of(call, number, days).values()))}
        for number, area in enumerate(menu.said["areas"])
    ]
    shown = _metrics(together(_of(call, SHOWN, days).values()))
    return told(_range(menu.id, days) | {"impression": {"metrics": shown}, "clicks": areas})


def daily(call: Call) -> Answer:
    menu, days = of(call), _days(call, "daily")
    if _is_hidden(call, days):
        return told({"richMenuId": menu.id})

    def by_day(number: int) -> list[dict[str, Any]]:
        found = _of(call, number, days)
        return [{"date": day, **_metrics(found.get(day, Tally()))} for day in days]

    areas = [{"bounds": area["bounds"], "metrics": by_day(number)} for number, area in enumerate(menu.said["areas"])]
    return told(_range(menu.id, days) | {"impression": {"metrics": by_day(SHOWN)}, "clicks": areas})


def _days(call: Call, what: str) -> list[str]:
    """The days that are asked for, as far as they are over."""
    first, last = parsed(call.asked("from")), parsed(call.asked("to"))
    if first is None or last is None or not first <= last <= first + timedelta(MOST_DAYS[what]):
        raise Refused(400, "The value for the 'to' parameter is invalid")
    today = day_of(call.world.clock.now_ms())
    days = [(first + timedelta(number)).strftime("%Y%m%d") for number in range((last - first).days + 1)]
    return [day for day in days if day < today]


def _of(call: Call, area: int, days: list[str]) -> dict[str, Tally]:
    menus, menu_id = call.account.shelf(Looks).menus, call.params["richMenuId"]
    return {day: menus[menu_id, area, day] for day in days if (menu_id, area, day) in menus}


def _is_hidden(call: Call, days: list[str]) -> bool:
    """Fewer than twenty people tapped it."""
    count = len(of(call).said["areas"])
    taps = together(tally for number in range(count) for tally in _of(call, number, days).values())
    return len(taps.people) < LEAST


def _metrics(tally: Tally) -> dict[str, int]:
    return {"count": tally.times, "uniqueUsers": len(tally.people)}


def _range(menu_id: str, days: list[str]) -> dict[str, Any]:
    return {"richMenuId": menu_id, "metricsFrom": days[0] if days else None, "metricsTo": days[-1] if days else None}


ENDPOINTS = [
    endpoint("GET", "/v2/bot/insight/richmenu/{richMenuId}/summary", summary),
    endpoint("GET", "/v2/bot/insight/richmenu/{richMenuId}/daily", daily),
]
