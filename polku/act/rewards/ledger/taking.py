"""Taking from many lots in one transaction, within limits.

Lots and limits are held before they are looked at, in one order for everybody: lots by their number, then limits by
theirs. What is decided in between holds for all at once, so a hundred who want the last one cost little more than one.
"""

from collections import Counter as Counts
from collections.abc import Mapping, Sequence

import msgspec
from django.db import connection

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.limits import Full, Limit, held
from polku.kit import bulk
from polku.kit.sql import Cursor, marks

Scope = tuple[int, str]  # of which program, and of what


class Held(msgspec.Struct, frozen=True, gc=False):
    """A lot as it stood when nobody else could take from it any more."""

    id: int
    program_id: int
    terms: int
    identity_id: int
    left: int
    from_ms: int
    until_ms: int


class Taking(msgspec.Struct, frozen=True):
    """So much of a lot, counted once in each of these limits. `asked_ms`: the instant at which it may not be over."""

    lot: int
    amount: int
    program_id: int
    limits: Sequence[Limit] = ()
    asked_ms: int | None = None  # None: now


def hold(lots: Sequence[int]) -> dict[int, Held]:
    """Within the caller's transaction. A lot that is not there is missing."""
    with connection.cursor() as cursor:
        return _held(cursor, sorted(set(lots)))


def take_each(wanted: Sequence[Taking], *, now_ms: int) -> list[Held | Full | None]:
    """The lot that gave it; None where it has too little, or at another hour; Full, with the limit that is."""
    with connection.cursor() as cursor:
        lots = _held(cursor, sorted({one.lot for one in wanted}))
        counted = held(cursor, {scope for one in wanted for limit in one.limits for scope in _scopes(one, limit)})
        taken: Counts[int] = Counts()
        more: Counts[Scope] = Counts()
        found: list[Held | Full | None] = []
        for one in wanted:
            lot = lots.get(one.lot)
            asked_ms = now_ms if one.asked_ms is None else one.asked_ms
            if lot is None or lot.left - taken[lot.id] < one.amount or now_ms < lot.from_ms or asked_ms >= lot.until_ms:
                found.append(None)
                continue
            full = next((it for it in one.limits if _is_full(it, _scopes(one, it), counted, more)), None)
            if full is not None:
                found.append(Full(full))
                continue
            taken[lot.id] += one.amount
            more.update((one.program_id, limit.scope) for limit in one.limits)
            found.append(lot)
        if taken:
            bulk.write(cursor, sql.TAKE_EACH, sorted(taken.items()), vendor=connection.vendor)
        if more:
            rows = [(program, scope, count) for (program, scope), count in sorted(more.items())]
            bulk.write(cursor, sql.COUNT_MORE, rows, vendor=connection.vendor)
    return found


def _scopes(one: Taking, limit: Limit) -> list[Scope]:
    return [(one.program_id, scope) for scope in limit.scopes]


def _is_full(limit: Limit, scopes: Sequence[Scope], counted: Mapping[Scope, int], more: Mapping[Scope, int]) -> bool:
    return sum(counted[scope] + more.get(scope, 0) for scope in scopes) >= limit.most


def _held(cursor: Cursor, lots: Sequence[int]) -> dict[int, Held]:
    if not lots:
        return {}
    lock = "FOR UPDATE" if connection.vendor == "postgresql" else ""
    cursor.execute(sql.HOLD.format(marks=marks(len(lots)), lock=lock), lots)
    return {row[0]: Held(*row) for row in cursor.fetchall()}
