"""Where the events of a few people are taken from: one by one for some, in one sweep for many."""

from collections.abc import Collection

from polku.kit import clock, columns
from polku.know.rules.condition import Depends

STORIES, EVENTS, MOMENTS = "stories", "events", "moments"
IN_MOMENTS = frozenset(("name", "time", "received", "seq", "nth"))  # whoever asks for no other needs no more
WORTH = 10_000  # events that are looked through in the time in which one person's story is found
COUNTED_EVERY_S = 120.0

COUNT = "SELECT name, count(), toUnixTimestamp64Milli(min(time)) FROM moments GROUP BY name"

Counts = dict[str, tuple[int, int]]  # by name: how many events there are, and when the first was

_counted: tuple[int, float, Counts] = (-1, 0.0, {})  # the opening of the store, when, what


def source_for(people: int, depends: Depends | None, needed: Collection[str], *, now_ms: int) -> str:
    """The table. In two of them events of one name stand together; without names (None) there is nothing to choose."""
    if depends is None or people * WORTH < _named(depends, now_ms):
        return STORIES
    return MOMENTS if IN_MOMENTS.issuperset(needed) else EVENTS


def _named(depends: Depends, now_ms: int) -> float:
    """About how many events of these names there are, within their times."""
    total, counts = 0.0, _counts()
    for name in depends.events:
        events, first_ms = counts.get(name, (0, now_ms))
        total += events * min(1.0, depends.reach_ms(name) / max(1, now_ms - first_ms))
    return total


def _counts() -> Counts:
    global _counted
    opening, at, counts = _counted
    if opening != columns.opening() or clock.monotonic() - at > COUNTED_EVERY_S:
        counts = {name: (events, first_ms) for name, events, first_ms in columns.query(COUNT)}
        _counted = columns.opening(), clock.monotonic(), counts
    return counts
