"""An event as it was given: Segment's tracking message, decoded but not interpreted."""

from typing import Any

import msgspec

NOTHING = msgspec.Raw(b"")
TYPES = frozenset(("track", "identify", "page", "screen", "group", "alias"))

Text = str | int | float | None  # clients send numbers where the specification says text
Instant = str | int | float | None


class Given(msgspec.Struct, rename="camel", gc=False):
    """Unknown fields are passed over; they stay in the log, which keeps events as they came."""

    type: str = ""
    event: Text = None
    name: Text = None  # of pages and screens
    category: Text = None  # of pages and screens
    message_id: Text = None
    user_id: Text = None
    anonymous_id: Text = None
    previous_id: Text = None
    group_id: Text = None
    timestamp: Instant = None
    original_timestamp: Instant = None
    sent_at: Instant = None
    identity: tuple[str, str] | None = None  # (kind, value): polku's own events and other doors' only
    traits: msgspec.Raw = NOTHING
    properties: msgspec.Raw = NOTHING
    context: msgspec.Raw = NOTHING


class Envelope(msgspec.Struct, rename="camel", gc=False, omit_defaults=True):
    """What one append keeps: the events, and what was said once for all of them."""

    batch: list[Given | None] = []  # None: an event that was forgotten (forget.py); the others keep their places
    type: str = ""  # for events that do not name their own
    sent_at: Instant = None
    context: msgspec.Raw = NOTHING


class RawEnvelope(msgspec.Struct, rename="camel", gc=False, omit_defaults=True):
    """The same with its events left as bytes."""

    batch: list[msgspec.Raw] = []
    type: str = ""
    sent_at: Instant = None
    context: msgspec.Raw = NOTHING


decode_given = msgspec.json.Decoder(Given).decode
decode_envelope = msgspec.json.Decoder(Envelope).decode
decode_raw_envelope = msgspec.json.Decoder(RawEnvelope).decode
encode = msgspec.json.Encoder().encode


def seal(events: list[bytes], *, default_type: str = "", sent_at: Instant = None, context: bytes = b"") -> bytes:
    """The payload of one append, from events that are JSON already."""
    common = msgspec.Raw(context) if context else NOTHING  # only NOTHING itself is left out by the encoder
    return encode(RawEnvelope([msgspec.Raw(event) for event in events], default_type, sent_at, common))


def as_text(value: Text) -> str:
    """42 → "42"; absent → "". Surrounding blanks never tell people apart."""
    if type(value) is str:  # nearly always, and this runs for every event
        return value.strip()
    return "" if value is None else str(value)


def as_object(raw: msgspec.Raw) -> dict[str, Any]:
    """The JSON object in a raw field; {} where there is none, or something that cannot be held (1e999)."""
    content = bytes(raw)
    if not content or content[:1] != b"{":
        return {}
    try:
        decoded: dict[str, Any] = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return decoded
