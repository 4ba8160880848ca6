"""One event in the words of the API, and the event of a test."""

from datetime import UTC, datetime
from typing import Any

from polku.act.webhooks.claim import Claimed
from polku.kit import clock, ids
from polku.know.events.columns import said
from polku.know.events.event import Event
from polku.know.events.given import as_object, encode

TEST = "polku.test"


def told(event: Event, profile_id: int | None) -> bytes:
    kind, value = event.identity
    at = _iso(event.time_ms)
    data = {
        "id": event.id,
        "name": event.name,
        "type": event.type,
        "time": at,
        "properties": as_object(said(event)),
        "context": as_object(event.context),
        "identity": {"kind": kind, "value": value},
        "person": ids.public(profile_id) if profile_id is not None else None,
    }
    return encode({"type": event.name, "timestamp": at, "data": data})


def test(claimed: Claimed) -> bytes:
    at = _iso(-claimed.seq)
    data: dict[str, Any] = {
        "id": claimed.message_id,
        "name": TEST,
        "type": "track",
        "time": at,
        "properties": {"message": "A test from polku: nothing has happened."},
        "context": {},
        "identity": {"kind": "user_id", "value": "nobody"},
        "person": None,
    }
    return encode({"type": TEST, "timestamp": at, "data": data})


def _iso(at_ms: int) -> str:
    at: datetime = clock.from_ms(at_ms).astimezone(UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
