"""The same event id twice is one event. The first reader finds the repeated ones, every other steps over them."""

import json
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from struct import Struct

from django.db import connection

from polku.kit import bulk
from polku.know.events.read import Block

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
    hashes = hashes_of(event.id for event in block.events)
    with connection.cursor() as cursor:
        # Which of them have been seen. Primary key; in its order, for neighbouring rows share pages.
        asked = sorted({first for first, _ in hashes})
        known = dict(bulk.ask(cursor, "hash, check_hash", SEEN_FROM, keys=asked, vendor=connection.vendor))
        fresh: dict[int, int] = {}
        repeated: defaultdict[int, list[int]] = defaultdict(list)
        for event, (first, second) in zip(block.events, hashes, strict=True):
            if known.get(first) == second or fresh.get(first) == second:
                repeated[event.seq].append(event.index)
            else:
                fresh.setdefault(first, second)
        bulk.write(cursor, REMEMBER, sorted(fresh.items()), vendor=connection.vendor)
        skipped = [(seq, json.dumps(indexes)) for seq, indexes in repeated.items()]
        bulk.write(cursor, STEP_OVER, skipped, vendor=connection.vendor)


def hashes_of(event_ids: Iterable[str]) -> list[tuple[int, int]]:
    """What is kept of ids."""
    return [_hash(event_id) for event_id in event_ids]


def _hash(event_id: str) -> tuple[int, int]:
    first, second = two_numbers(blake2b(event_id.encode(), digest_size=16).digest())
    return first >> 1, second >> 1
