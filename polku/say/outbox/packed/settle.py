"""What became of slices: a few rows that tell it, and a row of its own for whoever is not through."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connection

from polku.kit import bulk
from polku.kit.sql import Cursor
from polku.say.outbox.became import Became
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.packed import sql
from polku.say.outbox.packed.models import APART
from polku.say.outbox.packed.pack import places_packed

Told = Sequence[tuple[Claimed, Became]]


def settle_slices(cursor: Cursor, told: Told, *, now_ms: int, may_change: bool = False) -> set[int]:
    """Returns the messages that were ours to settle. `may_change`: whoever had them in hand may yet tell otherwise."""
    slices: defaultdict[tuple[int, int], list[tuple[Claimed, Became]]] = defaultdict(list)
    for claimed, became in told:
        slices[claimed.block, claimed.claim].append((claimed, became))
    ours: set[int] = set()
    for (block, claim), members in sorted(slices.items()):
        first, same = members[0]
        if first.tries == 1 and same.is_put_off and all(became == same for _claimed, became in members):
            cursor.execute(sql.PUT_OFF, [now_ms + same.wait_ms, block, claim])
            ours.update([claimed.id for claimed, _became in members] if cursor.rowcount else [])
            continue
        cursor.execute(sql.END_SLICE, [block, claim])
        row = cursor.fetchone()
        if row is None:
            continue
        first_id, asked_ms = row
        ours.update([claimed.id for claimed, _became in members])
        apart = [(claimed, became) for claimed, became in members if may_change or not became.is_plain]
        _tell(cursor, block, first_id, members, apart=apart, now_ms=now_ms)
        if apart:
            rows = [_row(claimed, became, asked_ms=asked_ms, now_ms=now_ms) for claimed, became in apart]
            bulk.write(cursor, sql.SET_APART, rows, vendor=connection.vendor)
    return ours


def _tell(cursor: Cursor, block: int, first_id: int, members: Told, *, apart: Told, now_ms: int) -> None:
    alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    has_left = {claimed.id for claimed, _became in apart}
    for claimed, became in members:
        # Of those with a row of their own the row tells.
        which = (APART, "") if claimed.id in has_left else (became.state, became.reason)
        alike[which].append(claimed.id - first_id)
    one = members[0][0]
    rows = [
        (
            block,
            one.cause,
            one.channel,
            one.campaign_id,
            one.version,
            state,
            reason,
            now_ms,
            len(places),
            places_packed(places),
        )
        for (state, reason), places in alike.items()
    ]
    bulk.write(cursor, sql.TELL, rows, vendor=connection.vendor)


def _row(claimed: Claimed, became: Became, *, asked_ms: int, now_ms: int) -> tuple[Any, ...]:
    return (
        claimed.id,
        claimed.identity_id,
        claimed.cause,
        claimed.channel,
        claimed.campaign_id,
        claimed.version,
        became.state,
        now_ms + became.wait_ms,
        claimed.attempts - became.gives_back,
        became.reason,
        asked_ms,
        now_ms if became.is_over else None,
    )
