"""When an event must have happened: never later than now, and both ends of a stretch belong to it."""

from datetime import datetime, timedelta
from typing import Any

from tests.know.rules.oracle.calendar import is_on
from tests.know.rules.oracle.people import At

UNITS_MS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}


def is_then(time_ms: int, rule: dict[str, Any], at: At) -> bool:
    if time_ms > at.now_ms:
        return False
    if "within" in rule and time_ms < at.now_ms - length_ms(rule["within"]):
        return False
    if "since" in rule and time_ms < _first_ms(rule["since"], at):
        return False
    if "on" in rule and not is_on(time_ms, rule["on"], at):
        return False
    return "between" not in rule or (_first_ms(rule["between"][0], at) <= time_ms <= _last_ms(rule["between"][1], at))


def length_ms(given: str) -> int:
    return int(given[:-1]) * UNITS_MS[given[-1]]


def _first_ms(given: str, at: At) -> int:
    return _ms(datetime.fromisoformat(given), at)


def _last_ms(given: str, at: At) -> int:
    if len(given) == len("2026-11-30"):
        return _ms(datetime.fromisoformat(given) + timedelta(days=1), at) - 1
    return _first_ms(given, at)


def _ms(moment: datetime, at: At) -> int:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=at.zone)
    return round(aware.timestamp() * 1000)
