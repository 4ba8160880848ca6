"""Where the events of a few people are taken from: one by one for some, in one sweep for many."""

from collections.abc import Collection

from polku.kit import clock, columns

STORIES, EVENTS = "stories", "events"
WORTH = 50_000  # events that are looked through in the time in which one person's story is found
COUNTED_EVERY_S = 60.0

COUNT = "SELECT count() FROM events"

_counted: tuple[int, float, int] = (-1, 0.0, 0)  # the opening of the store, when, how many


def source_for(people: int, names: Collection[str] | None) -> str:
    """The table. In `events` those of the names asked for stand together; without names there is nothing to choose."""
    if names is None or people * WORTH < _events():
        return STORIES
    return EVENTS


def _events() -> int:
    global _counted
    opening, at, events = _counted
    if opening != columns.opening() or clock.monotonic() - at > COUNTED_EVERY_S:
        events = int(columns.value(COUNT))
        _counted = columns.opening(), clock.monotonic(), events
    return events
