"""Taking slices of blocks in hand."""

from collections.abc import Iterable, Sequence

import msgspec
from django.db import connection

from polku.kit.sql import Cursor, marks
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.packed import sql
from polku.say.outbox.packed.pack import BLOCK, identities_of

ENDED = 20  # blocks of dead workers at once


class Due(msgspec.Struct, frozen=True, gc=False):
    """A block's row."""

    id: int
    cause: str
    channel: str
    campaign_id: int | None
    version: int
    first_id: int
    size: int
    state: str
    claim: int
    attempts: int
    done: int
    taken: int
    planned_ms: int


def claim_slices(
    cursor: Cursor, channel: str, goes: str, *of: str, most: int, now_ms: int, until_ms: int, takes_ended: bool
) -> list[Claimed]:
    """The next recipients of due blocks of which `goes` holds, about `most`, held until `until_ms`.

    A slice in hand is taken again whole.
    """
    claimed: list[Claimed] = []
    states = f"AND {goes}" if takes_ended else f"{sql.ONLY_ASKED} AND {goes}"
    blocks = due(cursor, channel, *of, now_ms=now_ms, states=states, most=most // BLOCK + 2)
    people = recipients(cursor, [block.id for block in blocks])
    for block in blocks:
        if len(claimed) >= most:
            break
        # What a dead worker had in hand may have left: it is the same slice, not a part of it.
        end = block.taken if block.taken > block.done else min(block.size, block.done + most - len(claimed))
        cursor.execute(sql.TAKE, [until_ms, end, block.id])
        claimed += members(block, people[block.id], end, claim=block.claim + 1, attempts=block.attempts + 1)
    return claimed


def ended_slices(cursor: Cursor, channel: str, *, now_ms: int) -> list[Claimed]:
    """What dead workers held, for a channel that cannot drop a repeated message. Within the caller's transaction."""
    blocks = due(cursor, channel, now_ms=now_ms, states=sql.ONLY_CLAIMED, most=ENDED)
    people = recipients(cursor, [block.id for block in blocks])
    return [
        one
        for block in blocks
        for one in members(block, people[block.id], block.taken, claim=block.claim, attempts=block.attempts)
    ]


def due(cursor: Cursor, channel: str, *of: str, now_ms: int, states: str, most: int) -> list[Due]:
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    cursor.execute(sql.DUE.format(block=sql.BLOCK, states=states, lock=lock), [channel, now_ms, *of, most])
    return [Due(*row) for row in cursor.fetchall()]


def recipients(cursor: Cursor, blocks: Sequence[int]) -> dict[int, Sequence[int]]:
    """The people of blocks, in their order."""
    if not blocks:
        return {}
    cursor.execute(sql.RECIPIENTS.format(marks=marks(len(blocks))), list(blocks))
    return {number: identities_of(kept) for number, kept in cursor.fetchall()}


def members(block: Due, people: Sequence[int], end: int, *, claim: int, attempts: int) -> Iterable[Claimed]:
    """The slice up to `end`, as messages. An erased recipient is nobody's identity: prepare holds that message."""
    first, cause, channel, campaign = block.first_id, block.cause, block.channel, block.campaign_id
    return [
        Claimed(first + place, cause, people[place], channel, campaign, attempts, block.version, block.id, claim)
        for place in range(block.done, end)
    ]


def held(cursor: Cursor, wanted: Iterable[tuple[int, int]]) -> set[int]:
    """Those of these blocks (number, claim) that have not passed to another worker."""
    claims = dict(wanted)
    if not claims:
        return set()
    lock = "FOR UPDATE" if connection.vendor == "postgresql" else ""
    cursor.execute(sql.HELD.format(marks=marks(len(claims)), lock=lock), list(claims))
    return {number for number, claim in cursor.fetchall() if claims[number] == claim}
