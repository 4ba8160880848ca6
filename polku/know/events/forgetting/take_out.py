"""Taking events out of the log's payloads."""

import json
from collections.abc import Collection, Sequence

import msgspec
from django.db import connection

from polku.kit import bulk
from polku.know.events.event import Event, indexes_of, read_batch
from polku.know.events.forgetting import sql
from polku.know.events.forgetting.places import Places, batches
from polku.know.events.given import encode
from polku.know.events.once import hashes_of

_NULL = msgspec.Raw(b"null")
_decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode


def take_out(places: Places) -> list[Event]:
    """Within the caller's transaction. Gives the events that are gone now and counted until now (not repeated ones)."""
    gone: list[Event] = []
    with connection.cursor() as cursor:
        for seq, received_ms, source, payload, without in batches(places):
            repeated, wanted = set(indexes_of(without)), set(places[seq])
            events = read_batch(seq, received_ms=received_ms, source=source, payload=payload)
            going = [event for event in events if event.index in wanted]
            if not going:
                continue  # done before
            gone += [event for event in going if event.index not in repeated]
            cursor.execute(sql.REWRITE, [_without(payload, wanted), seq])
            if left := sorted(repeated - wanted):
                cursor.execute(sql.STEP_OVER, [json.dumps(left), seq])
            elif repeated:
                cursor.execute(sql.STEP_OVER_NONE, [seq])
        seen = sorted(set(hashes_of(gone)))
        bulk.write(cursor, sql.UNSEE, seen, vendor=connection.vendor)
    return gone


def _without(payload: bytes, indexes: Collection[int]) -> bytes:
    """The others keep their places. What was said once for all of them goes when nobody is left."""
    envelope = _decode(payload)
    events: Sequence[msgspec.Raw] = _decode_list(envelope["batch"])
    left = [_NULL if index in indexes else event for index, event in enumerate(events)]
    if all(bytes(event) == b"null" for event in left):
        return encode({"batch": [None] * len(left)})
    # Only what readers read: a request's own fields (its write key, its sender) were kept as they came.
    kept = {name: value for name, value in envelope.items() if name in ("type", "sentAt", "context")}
    return encode({**kept, "batch": left})
