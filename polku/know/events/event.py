"""An event as readers see it: its address, its time, its name, and the identity it came under."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from polku.kit import ids
from polku.know.events.given import NOTHING, Envelope, Given, as_object, as_text, decode_envelope
from polku.know.events.instants import NotAnInstant, event_time_ms

# Events that are not `track` have names too, so that one list of names serves pickers, funnels and timelines.
NAMES = {
    "identify": "Identified",
    "page": "Page Viewed",
    "screen": "Screen Viewed",
    "group": "Group Joined",
    "alias": "Aliased",
}

Identity = tuple[str, str]  # (kind, value)


class Event(msgspec.Struct, gc=False, frozen=True):
    """One accepted event. `identity` is the strongest name it carries; `context` has the batch's where it had none."""

    seq: int
    index: int
    source: int
    received_ms: int
    time_ms: int
    id: str
    type: str
    name: str
    identity: Identity
    identity_id: int
    given: Given
    context: msgspec.Raw

    @property
    def properties(self) -> dict[str, Any]:
        return as_object(self.given.properties)

    @property
    def traits(self) -> dict[str, Any]:
        return as_object(self.given.traits)

    @property
    def stamp(self) -> tuple[int, str]:
        """By which the newer of two sayings is told, whatever the order of arrival."""
        return self.time_ms, self.id


def leading_identity(given: Given) -> Identity | None:
    """The strongest identity that an event carries: its own, else user_id, else anonymous_id."""
    if given.identity is not None:
        return given.identity
    if user_id := as_text(given.user_id):
        return "user_id", user_id
    if anonymous_id := as_text(given.anonymous_id):
        return "anonymous_id", anonymous_id
    return None


def event_name(given: Given, kind: str) -> str:
    return as_text(given.event) if kind == "track" else NAMES[kind]


def read_batch(seq: int, *, received_ms: int, source: int, payload: bytes, without: Sequence[int] = ()) -> list[Event]:
    """The events of one batch, in order, less the forgotten ones and those at the indexes `without`."""
    envelope = decode_envelope(payload)
    skip = frozenset(without)
    return [
        _read(given, envelope, seq, index, source, received_ms)
        for index, given in enumerate(envelope.batch)
        if given is not None and index not in skip
    ]


def _read(given: Given, envelope: Envelope, seq: int, index: int, source: int, received_ms: int) -> Event:
    """This runs for every event, and for every reader that has it not at hand: the usual cases are told first."""
    kind = given.type or envelope.type
    user_id, said_id, said_name = given.user_id, given.message_id, given.event
    if given.identity is not None:
        identity = given.identity
    elif type(user_id) is str and user_id and not user_id.isspace():
        identity = ("user_id", user_id.strip())
    else:
        identity = leading_identity(given) or ("anonymous_id", f"event {seq}/{index}")
    try:
        time_ms = event_time_ms(given, sent_at=envelope.sent_at, received_ms=received_ms)
    except NotAnInstant:
        time_ms = received_ms
    return Event(
        seq,
        index,
        source,
        received_ms,
        time_ms,
        (said_id.strip() if type(said_id) is str else as_text(said_id)) or f"{seq}/{index}",
        kind,
        said_name.strip() if kind == "track" and type(said_name) is str else event_name(given, kind),
        identity,
        ids.identity_id(*identity),
        given,
        given.context if given.context != NOTHING else envelope.context,
    )


def indexes_of(text: str | None) -> Sequence[int]:
    """The JSON array in `log_duplicate.indexes`."""
    found: list[int] = json.loads(text) if text else []
    return found
