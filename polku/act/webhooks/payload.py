"""What a receiver gets: the event as the API tells it, and whose it is. Read from the log when it is sent."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from polku.act.webhooks.claim import Claimed
from polku.kit import clock, ids
from polku.know.events.columns import said
from polku.know.events.event import Event
from polku.know.events.given import as_object, encode
from polku.know.events.read import read_block
from polku.know.people.models import Identity

TEST = "polku.test"


def payloads(block: Sequence[Claimed]) -> dict[int, bytes]:
    """By the delivery's id; those whose event is no longer in the log are missing."""
    events = _events({claimed.seq for claimed in block if not claimed.is_test})
    found = {claimed.id: events.get((claimed.seq, claimed.nth)) for claimed in block}
    people = _people([event.identity_id for event in found.values() if event is not None])
    bodies = {id_: _told(event, people.get(event.identity_id)) for id_, event in found.items() if event is not None}
    return bodies | {claimed.id: _test(claimed) for claimed in block if claimed.is_test}


def _events(seqs: set[int]) -> dict[tuple[int, int], Event]:
    blocks = [read_block(seq - 1, seq) for seq in sorted(seqs)]
    return {(event.seq, event.index): event for block in blocks if block is not None for event in block.events}


def _people(identity_ids: Sequence[int]) -> dict[int, int]:
    return dict(Identity.objects.filter(pk__in=identity_ids).values_list("pk", "profile_id"))


def _told(event: Event, profile_id: int | None) -> bytes:
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


def _test(claimed: Claimed) -> bytes:
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
