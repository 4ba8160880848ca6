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


def _is_public(event: Event, among: Spans) -> bool:
    return any(begins <= event.received_ms and (ends is None or event.received_ms < ends) for begins, ends in among)
