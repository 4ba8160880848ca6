"""on: what a calendar and a clock on the wall say."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.know.rules.oracle.people import At

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_on(time_ms: int, on: dict[str, Any] | str, at: At) -> bool:
    wanted = {"period": on} if isinstance(on, str) else on
    zone = (at.own or at.zone) if wanted.get("zone") == "person" else at.zone
    then, now = (datetime.fromtimestamp(ms // 1000, zone) for ms in (time_ms, at.now_ms))
    if "weekdays" in wanted and DAYS[then.weekday()] not in wanted["weekdays"]:
        return False
    if "hours" in wanted and not _is_between(then.hour, *wanted["hours"]):
        return False
    return "period" not in wanted or _first_day(then.date(), wanted["period"]) == _wanted(now.date(), wanted["period"])


def _is_between(hour: int, first: int, last: int) -> bool:
    return first <= hour < last if first < last else hour >= first or hour < last


def _wanted(today: date, period: str) -> date:
    """The first day of the period."""
    if period == "yesterday" or period.startswith("last_"):
        return _first_day(_first_day(today, period) - timedelta(days=1), period)
    return _first_day(today, period)


def _first_day(day: date, period: str) -> date:
    unit = period.removeprefix("this_").removeprefix("last_")
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day
