"""What people got, or may be getting, of messages with rows of their own."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
from django.db import connection

from polku.kit import bulk
from polku.kit.arrays import Numbers, np
from polku.kit.sql import Cursor
from polku.say.channels.channel import WithCalls
from polku.say.channels.registry import channels
from polku.say.outbox.claimed import ROUND
from polku.say.outbox.lately import sql
from polku.say.outbox.lately.blocks import Part
from polku.say.outbox.lately.forsaken import ARRIVED, forsaken


class Row(msgspec.Struct, frozen=True, gc=False):
    identity_id: int
    id: int
    cause: str
    channel: str
    state: str
    attempts: int
    due_ms: int
    settled_ms: int | None


def of_rows(cursor: Cursor, names: Numbers, *, since_ms: int, now_ms: int) -> list[tuple[tuple[str, str], Part]]:
    """Since then, to these identities, which ascend, by cause and channel.

    What arrived, what is in somebody's hands, and what waits to be tried again though it may have left already.
    """
    keys = names.tolist()
    rows = bulk.ask(cursor, sql.ROWS, sql.ROWS_FROM, keys=keys, vendor=connection.vendor, after=[since_ms])
    found = [Row(*row) for row in rows]
    asked = [row for row in found if row.state == "asked"]
    left = _may_have_left(asked) if asked else set()
    by_sender: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found:
        if row.state != "asked" or row.id in left:
            by_sender[row.cause, row.channel].append(row)
    return [(sender, _part(theirs, names, now_ms=now_ms)) for sender, theirs in by_sender.items()]


def _part(rows: Sequence[Row], names: Numbers, *, now_ms: int) -> Part:
    told = [_told(row, now_ms=now_ms) for row in rows]
    return Part(
        np.searchsorted(names, np.array([row.identity_id for row in rows], np.int64)),
        np.array([at_ms for at_ms, _is_under_way in told], np.int64),
        np.array([is_under_way for _at_ms, is_under_way in told], bool),
        np.array([row.id for row in rows], np.int64),
    )


def _told(row: Row, *, now_ms: int) -> tuple[int, bool]:
    """When it arrived, or when it is tried again; whether it is under way."""
    if row.state in ARRIVED:
        return row.settled_ms or 0, False
    if forsaken(row.due_ms, now_ms=now_ms):
        return row.due_ms, False
    return (row.due_ms if row.state == "asked" else 0), True


def _may_have_left(asked: Sequence[Row]) -> set[int]:
    """Of messages that wait: those that the platform may have had already, and drops when they are repeated."""
    by_channel: defaultdict[str, list[int]] = defaultdict(list)
    for row in asked:
        by_channel[row.channel].append(row.id)
    tried = {row.id for row in asked if row.attempts % ROUND > 0}
    left: set[int] = set()
    for channel in channels():
        if channel.name in by_channel:
            theirs = by_channel[channel.name]
            if isinstance(channel, WithCalls):
                left |= channel.under_way(sorted(theirs))
            elif channel.has_idempotency_key:
                left |= tried & set(theirs)
    return left
