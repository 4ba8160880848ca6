"""What was really received: names of events, their properties, people's traits, and their most frequent values.

For pickers and for doubts: from a sample, and as old as a minute. All raise columns.ColumnsError.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar, cast

import msgspec

from polku.kit import clock, columns
from polku.know.rules.shapes import Field, fields_of

DAYS = 90
KEPT_S = 60.0
MOST_KEPT = 500  # answers
EVENTS = 2_000  # names
OBJECTS = 5_000  # looked at; identities are in the order of their hashes, so the first ones are drawn by chance
LENGTH = 20_000  # letters of one
TIME_LIMIT_S = 10

# How often each kind of event came. Rides the order of `moments`: (name, time).
NAMES = """
SELECT name, count() AS times, max(time)
FROM moments
WHERE time > {since:DateTime64(3)} AND time <= {now:DateTime64(3)}
GROUP BY name
ORDER BY times DESC, name
LIMIT {limit:UInt32}
"""
PROPERTIES = """
SELECT toJSONString(properties) AS object
FROM events
WHERE name = {name:String} AND time > {since:DateTime64(3)} AND time <= {now:DateTime64(3)}
    AND length(object) < {length:UInt32}
LIMIT {limit:UInt32}
"""
CONTEXTS = PROPERTIES.replace("(properties)", "(context)")
TRAITS = """
SELECT toJSONString(traits) AS object
FROM people
WHERE gone = 0 AND length(object) < {length:UInt32}
LIMIT {limit:UInt32}
"""

T = TypeVar("T")


@dataclass(frozen=True)
class Name:
    """`times`: in the last 90 days."""

    name: str
    times: int
    last: datetime


def events(now: datetime) -> list[Name]:
    """The most frequent first."""
    values = {**_window(now), "limit": EVENTS}
    return _kept(("events",), lambda: [Name(*row) for row in _ask(NAMES, values)])


def properties(event: str, now: datetime) -> list[Field]:
    """Of the events of one name in the last 90 days."""
    values = {**_window(now), "name": event, "limit": OBJECTS, "length": LENGTH}
    return _kept(("properties", event), lambda: _fields(PROPERTIES, values))


def contexts(event: str, now: datetime) -> list[Field]:
    """What came along with them: the page, the device, the campaign."""
    values = {**_window(now), "name": event, "limit": OBJECTS, "length": LENGTH}
    return _kept(("contexts", event), lambda: _fields(CONTEXTS, values))


def traits() -> list[Field]:
    return _kept(("traits",), lambda: _fields(TRAITS, {"limit": OBJECTS, "length": LENGTH}))


def _window(now: datetime) -> dict[str, Any]:
    return {"since": now - timedelta(days=DAYS), "now": now}


def _fields(sql: str, values: dict[str, Any]) -> list[Field]:
    return fields_of(msgspec.json.decode(line) for (line,) in _ask(sql, values))


def _ask(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    return columns.query(sql, values, time_limit_s=TIME_LIMIT_S, max_threads=1)


_answers: dict[tuple[object, ...], tuple[float, object]] = {}
_lock = Lock()


def _kept(key: tuple[object, ...], find: Callable[[], T]) -> T:
    """The answer of the last minute, or a new one."""
    now_s = clock.monotonic()
    known = _answers.get((columns.opening(), *key))
    if known is not None and now_s - known[0] < KEPT_S:
        return cast(T, known[1])
    found = find()
    with _lock:
        if len(_answers) >= MOST_KEPT:
            _answers.clear()
        _answers[columns.opening(), *key] = now_s, found
    return found


def forget() -> None:
    """Ask anew: for tests, where each begins with nothing."""
    with _lock:
        _answers.clear()
