"""The same event id twice is one event. The first reader finds the repeated ones, every other steps over them.

An id that came by a public key (trusted.py) repeats only what came by the same key.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from struct import Struct

from django.db import connection, transaction

from polku.kit import bulk
from polku.know.events.event import Event
from polku.know.events.read import Block
from polku.know.events.trusted import own_ids

two_numbers = Struct(">QQ").unpack
SEEN_FROM = "log_seen WHERE hash {among}"

# Remembers ids. Of two with one hash (1 in 10^5 at 20 million events) only the first is remembered; both count.
REMEMBER = "INSERT INTO log_seen (hash, check_hash) VALUES {rows} ON CONFLICT (hash) DO NOTHING"

# Tells the other readers what to step over. Primary key.
STEP_OVER = """
INSERT INTO log_duplicate (seq, indexes)
VALUES {rows}
ON CONFLICT (seq) DO UPDATE SET indexes = EXCLUDED.indexes
"""


def fold(block: Block) -> None:
    """Mark the block's repeated events, and remember the others."""
    hashes = hashes_of(block.events)
    fresh, repeated = _told_apart(block, hashes, {})
    with connection.cursor() as cursor:
        # Mostly none of them has been seen: that is known once they are written.
        with transaction.atomic():
            written = bulk.write(cursor, REMEMBER, sorted(fresh.items()), vendor=connection.vendor)
            if written < len(fresh):
                transaction.set_rollback(True)
        if written < len(fresh):
            # Which of them have been. Primary key; in its order, for neighbouring rows share pages.
            asked = sorted({first for first, _ in hashes})
            known = dict(bulk.ask(cursor, "hash, check_hash", SEEN_FROM, keys=asked, vendor=connection.vendor))
            fresh, repeated = _told_apart(block, hashes, known)
            bulk.write(cursor, REMEMBER, sorted(fresh.items()), vendor=connection.vendor)
        skipped = [(seq, json.dumps(indexes)) for seq, indexes in repeated.items()]
        bulk.write(cursor, STEP_OVER, skipped, vendor=connection.vendor)


def _told_apart(
    block: Block, hashes: list[tuple[int, int]], known: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, list[int]]]:
    """The ids to be remembered; by batch, the places of events that repeat these, or what is `known`."""
    fresh: dict[int, int] = {}
    repeated: defaultdict[int, list[int]] = defaultdict(list)
    for event, (first, second) in zip(block.events, hashes, strict=True):
        if known.get(first) == second or fresh.get(first) == second:
            repeated[event.seq].append(event.index)
        else:
            fresh.setdefault(first, second)
    return fresh, repeated


def hashes_of(events: Sequence[Event]) -> list[tuple[int, int]]:
    """What is kept of their ids."""
    return [_hash(own_id) for own_id in own_ids(events)]


def _hash(event_id: str) -> tuple[int, int]:
    first, second = two_numbers(blake2b(event_id.encode(), digest_size=16).digest())
    return first >> 1, second >> 1
