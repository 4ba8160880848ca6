"""How often something may be given or used: counted in the statement that asks whether there is room.

A *scope* says of what: "total", "person:123", "person:123:2026-11-21". Its limit stands in the terms; lowered below
what has been taken, it lets nobody in and takes nothing away.
"""

from collections.abc import Collection, Mapping, Sequence, Set

import msgspec
from django.db import connection

from polku.act.rewards.ledger import sql
from polku.kit import bulk
from polku.kit.sql import Cursor


class Limit(msgspec.Struct, frozen=True, order=True):
    """`also`: other scopes whose counts count with it: those of a person's other names."""

    scope: str
    most: int
    also: tuple[str, ...] = ()

    @property
    def scopes(self) -> tuple[str, ...]:
        return (self.scope, *self.also)


class Full(Exception):
    """There is no room any more."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.scope)
        self.limit = limit


def take(program_id: int, limits: Sequence[Limit], amount: int = 1) -> None:
    """Of all of them. Raises Full, which must end the caller's transaction: what was taken before goes with it."""
    with connection.cursor() as cursor:
        for limit in sorted(limits):  # in one order, so that two never wait for each other
            most = limit.most - _elsewhere(cursor, program_id, limit)
            room = amount <= most
            if room:
                cursor.execute(sql.COUNT, [program_id, limit.scope, amount, most])
                room = cursor.rowcount == 1
            if not room:
                raise Full(limit)


def take_some(program_id: int, limit: Limit, wanted: int) -> int:
    """As much of what is wanted as there is room for. Returns how much that was."""
    with connection.cursor() as cursor:
        most = limit.most - _elsewhere(cursor, program_id, limit)
        while wanted > 0:
            cursor.execute(sql.COUNTED, [program_id, limit.scope])
            row = cursor.fetchone()
            wanted = min(wanted, most - (row[0] if row else 0))
            if wanted <= 0:
                break
            cursor.execute(sql.COUNT, [program_id, limit.scope, wanted, most])
            if cursor.rowcount == 1:  # else somebody has been faster, and it is looked at again
                return wanted
    return 0


def take_each(program_id: int, scopes: Sequence[str], most: int) -> set[str]:
    """One of each of these, which have the same limit of one or more. Returns those in which there was room."""
    rows = [(program_id, scope, 1) for scope in sorted(scopes)]  # in one order, so that two never wait for each other
    with connection.cursor() as cursor:
        statement = sql.COUNT_EACH.replace("{most}", str(int(most)))
        return {scope for (scope,) in bulk.change(cursor, statement, rows, vendor=connection.vendor)}


def take_sum(program_id: int, people: Mapping[int, Set[int]], scope: str, most: int) -> set[int]:
    """One for each of these people, by their first name; what was counted of their other names counts with it.

    `scope`: with {one} where the name goes. Returns those in whose sum there was room.
    """
    names = [scope.format(one=one) for one in sorted(people)]
    with connection.cursor() as cursor:
        counts = held(cursor, {(program_id, name) for name in names})  # nobody counts of these people meanwhile
        others = sorted({scope.format(one=other) for those in people.values() for other in those})
        source = "reward_counter WHERE scope {among} AND program_id = %s"
        rows = bulk.ask(cursor, "scope, count", source, keys=others, vendor=connection.vendor, after=[program_id])
        before = dict(rows)
        chosen = {
            one
            for one, those in people.items()
            if counts[program_id, scope.format(one=one)]
            + sum(before.get(scope.format(one=other), 0) for other in those)
            < most
        }
        more = [(program_id, scope.format(one=one), 1) for one in sorted(chosen)]
        bulk.write(cursor, sql.COUNT_MORE, more, vendor=connection.vendor)
    return chosen


def of_person(scope: str, names: Sequence[int], most: int) -> Limit:
    """Counted under the first of a person's names, with what was counted of the others. `scope`: with {one}."""
    first, *rest = (scope.format(one=one) for one in names)
    return Limit(first, most, tuple(sorted(rest)))


def held(cursor: Cursor, scopes: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """How much has been taken of each (program, scope): held from now on, whether it was counted before or not."""
    # In one order, so that two never wait for each other.
    rows = [(program, scope, 0) for program, scope in sorted(scopes)]
    counts = bulk.change(cursor, sql.HOLD_COUNTERS, rows, vendor=connection.vendor) if rows else ()
    return {(program, scope): count for program, scope, count in counts}


def _elsewhere(cursor: Cursor, program_id: int, limit: Limit) -> int:
    if not limit.also:
        return 0
    counts = held(cursor, {(program_id, scope) for scope in limit.scopes})
    return sum(counts[program_id, scope] for scope in limit.also)


def put_back(program_id: int, scopes: Sequence[str], amount: int = 1) -> None:
    """Within the caller's transaction. What was never counted stays so: the limit is younger than that use."""
    with connection.cursor() as cursor:
        for scope in sorted(scopes):
            cursor.execute(sql.COUNT_BACK, [amount, program_id, scope, amount])
