"""Events that nobody but the shop itself can have sent: those of keys that stand in no web page."""

from collections.abc import Collection, Sequence

from polku.know.events.event import Event
from polku.know.teams.public_keys import Spans, spans


def trusted(events: Sequence[Event], *, also: Collection[str] = ()) -> Sequence[Event]:
    """In their order. It goes by when they were received, so that reading the log anew tells the same.

    `also`: names of events that are let in whoever sent them.
    """
    public = spans()
    if not public:
        return events
    return [event for event in events if event.name in also or not _is_public(event, public.get(event.source, []))]


def own_ids(events: Sequence[Event]) -> list[str]:
    """By which each is known as itself. What came by a public key has a name space of its own for each source.

    Else anybody could say something under the id of an event that the shop, or polku, is about to tell: and that one
    would pass for a repetition. NUL is in no id that was given.
    """
    public = from_pages(events)
    if not public:
        return [event.id for event in events]
    return [f"{event.source}\0{event.id}" if (event.seq, event.index) in public else event.id for event in events]


def from_pages(events: Sequence[Event]) -> frozenset[tuple[int, int]]:
    """The places of those that came by a public key."""
    public = spans()
    if not public:
        return frozenset()
    return frozenset((event.seq, event.index) for event in events if _is_public(event, public.get(event.source, [])))


def _is_public(event: Event, among: Spans) -> bool:
    return any(begins <= event.received_ms and (ends is None or event.received_ms < ends) for begins, ends in among)
