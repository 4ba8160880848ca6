"""What an event says of consent: read in one way, whether it comes from the log or is being told just now."""

from collections.abc import Mapping
from typing import Any

import msgspec

from polku.kit import ids
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event
from polku.know.events.instants import NotAnInstant, read_instant

GIVEN, WITHDRAWN, PAUSED, RESUMED = "given", "withdrawn", "paused", "resumed"
KINDS = {
    "Consent Given": GIVEN,
    "Consent Withdrawn": WITHDRAWN,
    "Messages Paused": PAUSED,
    "Messages Resumed": RESUMED,
}
NAMES = {kind: name for name, kind in KINDS.items()}
KEY_LENGTH, SOURCE_LENGTH, WORDING_LENGTH, BY_LENGTH, EVENT_ID_LENGTH = 40, 200, 120, 254, 200
PROOF_LENGTH = 4_000


class Saying(msgspec.Struct, frozen=True, gc=False):
    """A row of the table `consent`, in the order of its columns."""

    id: int
    identity_id: int
    kind: str
    purpose: str
    channel: str
    topic: str
    at_ms: int
    until_ms: int | None
    source: str
    wording: str
    proof: str
    by: str
    event_id: str


def of_event(event: Event, *, own_id: str) -> Saying | None:
    """What an event of the log says; None for what says nothing that can be kept. `own_id`: of events/trusted.py."""
    kind = KINDS.get(event.name)
    if kind is None or event.type != "track":
        return None
    return said(
        kind,
        event.properties,
        identity_id=event.identity_id,
        event_id=own_id,
        time_ms=event.time_ms,
        received_ms=event.received_ms,
        is_ours=event.source == INTERNAL,
    )


def said(
    kind: str,
    properties: Mapping[str, Any],
    *,
    identity_id: int,
    event_id: str,
    time_ms: int,
    received_ms: int,
    is_ours: bool,
) -> Saying | None:
    """A saying without a purpose withdraws all of them; it gives none."""
    purpose, channel, topic = (key(properties.get(name)) for name in ("purpose", "channel", "topic"))
    if purpose is None or channel is None or topic is None or (kind == GIVEN and not purpose):
        return None
    if kind in (PAUSED, RESUMED):
        purpose = channel = topic = ""
    return Saying(
        ids.hash63(event_id.encode()),
        identity_id,
        kind,
        purpose,
        channel,
        topic,
        # Nobody has said anything in the future: what a fast clock stamps ahead must not outlive a withdrawal.
        min(_instant(properties.get("at"), else_ms=time_ms), received_ms),
        _instant(properties.get("until"), else_ms=None) if kind == PAUSED else None,
        _text(properties.get("source"), SOURCE_LENGTH),
        _wording(properties.get("wording")),
        _proof(properties.get("proof")),
        _text(properties.get("by"), BY_LENGTH) if is_ours else "",
        event_id.rpartition("\0")[2][:EVENT_ID_LENGTH],
    )


def key(said: object) -> str | None:
    """A purpose's, channel's or topic's own word: "Marketing " → "marketing", "*" → "" for all; None for none."""
    if said is None or said == "*":
        return ""
    if not isinstance(said, str):
        return None
    found = said.strip().lower()
    return found if len(found) <= KEY_LENGTH and "\0" not in found else None


def _instant(given: object, *, else_ms: Any) -> Any:
    try:
        found = read_instant(given if isinstance(given, str | int | float) and given is not True else None)
    except NotAnInstant:
        return else_ms
    return else_ms if found is None else found


def _wording(given: object) -> str:
    """A reference of ours, or another program's version and hash."""
    if isinstance(given, Mapping):
        parts = [_text(given.get(name), WORDING_LENGTH) for name in ("id", "version", "hash")]
        return "#".join(part for part in parts if part)[:WORDING_LENGTH]
    return _text(given, WORDING_LENGTH)


def _proof(given: object) -> str:
    if given is None or given == "":
        return "{}"
    kept = given if isinstance(given, Mapping) else {"text": given}
    text = msgspec.json.encode(kept).decode()
    return text if len(text) <= PROOF_LENGTH else msgspec.json.encode({"text": text[: PROOF_LENGTH // 2]}).decode()


def _text(given: object, most: int) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return ""
    return str(given).replace("\0", "").strip()[:most]
