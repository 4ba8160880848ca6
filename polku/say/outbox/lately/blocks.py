"""What people got, or may be getting, of packed messages."""

from collections.abc import Sequence
from typing import Any

import msgspec

from polku.kit.arrays import Flags, Numbers, np
from polku.kit.sql import Cursor, marks
from polku.say.outbox.lately import sql
from polku.say.outbox.lately.directory import Directory
from polku.say.outbox.lately.forsaken import ARRIVED, forsaken
from polku.say.outbox.packed import sql as packed
from polku.say.outbox.packed.claim import recipients
from polku.say.outbox.packed.pack import places_of

PART = 500  # blocks at once: 4 MB of recipients


class Part(msgspec.Struct, frozen=True):
    """Messages of one sender: arrays of one length. `place`: which of the names that were asked about."""

    place: Numbers
    at_ms: Numbers
    is_under_way: Flags
    number: Numbers
    sender: int = 0  # of the directory


class Stand(msgspec.Struct, frozen=True, gc=False):
    """How far a block is."""

    id: int
    first_id: int
    state: str
    due_ms: int
    done: int
    taken: int


def of_blocks(cursor: Cursor, blocks: Directory, names: Numbers, *, since_ms: int, now_ms: int) -> list[Part]:
    """Since then, to these identities, which ascend."""
    found: list[Part] = []
    for start in range(0, len(blocks.number), PART):
        part = blocks.only(slice(start, start + PART))
        numbers = part.number.tolist()
        senders = dict(zip(numbers, part.sender.tolist(), strict=True))
        cursor.execute(sql.STANDS.format(marks=marks(len(numbers))), numbers)
        stands = [Stand(*row) for row in cursor.fetchall()]
        became: dict[int, list[tuple[Any, ...]]] = {number: [] for number in numbers}
        cursor.execute(packed.OUTCOMES.format(marks=marks(len(numbers))), numbers)
        for block, *outcome in cursor.fetchall():
            became[block].append(tuple(outcome))
        wanted = [one for one in stands if became[one.id] or one.state == "claimed"]
        people = recipients(cursor, [one.id for one in wanted])
        for one in wanted:
            at_ms, under_way = _of_block(
                one, became[one.id], size=len(people[one.id]), since_ms=since_ms, now_ms=now_ms
            )
            standing = np.frombuffer(people[one.id], np.int64)  # type: ignore[call-overload] # an array is a buffer
            where = np.searchsorted(names, standing).clip(max=len(names) - 1)
            (ours,) = np.nonzero((names[where] == standing) & (under_way | (at_ms > 0)))
            if len(ours):
                number = one.first_id + ours
                found.append(Part(where[ours], at_ms[ours], under_way[ours], number, senders[one.id]))
    return found


def _of_block(
    stand: Stand, became: Sequence[tuple[Any, ...]], *, size: int, since_ms: int, now_ms: int
) -> tuple[Numbers, Flags]:
    """For each place: when it arrived, else 0; and whether it may be arriving now."""
    at_ms, under_way = np.zeros(size, np.int64), np.zeros(size, bool)
    if stand.state == "claimed":
        is_forsaken = forsaken(stand.due_ms, now_ms=now_ms)
        under_way[stand.done : stand.taken] = not is_forsaken
        at_ms[stand.done : stand.taken] = stand.due_ms if is_forsaken else 0
    for state, _reason, settled_ms, kept in became:
        places = np.frombuffer(places_of(kept), np.uint16)  # type: ignore[call-overload] # an array is a buffer
        under_way[places] = False
        at_ms[places] = settled_ms if state in ARRIVED and settled_ms > since_ms else 0
    return at_ms, under_way
