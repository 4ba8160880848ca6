"""The same event id twice is one event. The first reader finds the repeated ones, every other steps over them."""

import json
from collections import defaultdict
from hashlib import blake2b

from django.db import connection

from polku.kit.sql import marks
from polku.know.events.read import Block

LOOK_UP = 5_000

# Which of these ids have been seen. Primary key.
KNOWN = "SELECT hash, check_hash FROM log_seen WHERE hash IN ({marks})"

# Remembers an id. Of two with one hash (1 in 10^5 at 20 million events) only the first is remembered; both count.
REMEMBER = "INSERT INTO log_seen (hash, check_hash) VALUES (%s, %s) ON CONFLICT (hash) DO NOTHING"

# Tells the other readers what to step over. Primary key.
STEP_OVER = """
INSERT INTO log_duplicate (seq, indexes)
VALUES (%s, %s)
ON CONFLICT (seq) DO UPDATE SET indexes = EXCLUDED.indexes
"""


def fold(block: Block) -> None:
    """Mark the block's repeated events, and remember the others."""
    hashes = [_hash(event.id) for event in block.events]
    known = _known(sorted({first for first, _ in hashes}))
    fresh: dict[int, int] = {}
    repeated: defaultdict[int, list[int]] = defaultdict(list)
    for event, (first, second) in zip(block.events, hashes, strict=True):
        if known.get(first) == second or fresh.get(first) == second:
            repeated[event.seq].append(event.index)
        else:
            fresh.setdefault(first, second)
    with connection.cursor() as cursor:
        # In order of the key: neighbouring rows share pages.
        cursor.executemany(REMEMBER, sorted(fresh.items()))
        if repeated:
            cursor.executemany(STEP_OVER, [(seq, json.dumps(indexes)) for seq, indexes in repeated.items()])


def _known(hashes: list[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(hashes), LOOK_UP):
            part = hashes[start : start + LOOK_UP]
            cursor.execute(KNOWN.format(marks=marks(len(part))), part)
            found.update(cursor.fetchall())
    return found


def _hash(event_id: str) -> tuple[int, int]:
    digest = blake2b(event_id.encode(), digest_size=16).digest()
    return int.from_bytes(digest[:8], "big") >> 1, int.from_bytes(digest[8:], "big") >> 1
