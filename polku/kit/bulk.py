"""Many rows in few steps of the database library: each step lets go of Python's lock and has to win it back.

Beside threads that compute, winning it back can take 5 ms, be the step ever so small. So SQLite hands its rows over as
one JSON text, and rows are written some hundred in a statement.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any, cast

import msgspec

from polku.kit.sql import Cursor

AMONG = "IN (SELECT value FROM json_each(%s))"  # SQLite: numbers as one JSON text
ASKED = 5_000  # keys in one question
WRITTEN = 500  # rows in one statement; more make statements that take longer to parse than to run


def ask(
    cursor: Cursor,
    columns: str,
    source: str,
    *,
    keys: Sequence[int] | Sequence[str],
    vendor: str,
    after: Sequence[Any] = (),
) -> list[Any]:
    """The rows whose key is among `keys`. `source` is what follows FROM, with {among} after the key's column.

    `after`: values of the placeholders that come after the keys.
    """
    found: list[Any] = []
    for start in range(0, len(keys), ASKED):
        part = list(keys[start : start + ASKED])
        if vendor == "sqlite":
            among = "IN (SELECT value FROM json_each(%s))"
            statement = f"SELECT json_group_array(json_array({columns})) FROM {source.format(among=among)}"  # noqa: S608 ours
            cursor.execute(statement, [msgspec.json.encode(part).decode(), *after])
            row = cursor.fetchone()
            found += msgspec.json.decode(row[0]) if row else []
        else:
            cursor.execute(f"SELECT {columns} FROM {source.format(among='= ANY(%s)')}", [part, *after])  # noqa: S608 ours
            found += cursor.fetchall()
    return found


def ask_pairs(
    cursor: Cursor, columns: str, table: str, *, key: tuple[str, str], pairs: Sequence[tuple[int, int]], vendor: str
) -> list[Any]:
    """The rows of a table whose key, two numbers, is among `pairs`."""
    found: list[Any] = []
    first, second = key
    for start in range(0, len(pairs), ASKED):
        part = pairs[start : start + ASKED]
        if vendor == "sqlite":
            # A table of its own: json_each brings columns by the names of id, key and value.
            given = (
                "(SELECT json_extract(value, '$[0]') AS one, json_extract(value, '$[1]') AS other FROM json_each(%s))"
            )
            on = f"{first} = k.one AND {second} = k.other"
            statement = f"SELECT json_group_array(json_array({columns})) FROM {given} AS k JOIN {table} ON {on}"  # noqa: S608 ours
            cursor.execute(statement, [msgspec.json.encode(part).decode()])
            row = cursor.fetchone()
            found += msgspec.json.decode(row[0]) if row else []
        else:
            on = f"{first} = k.one AND {second} = k.other"
            given = "unnest(%s::bigint[], %s::bigint[]) AS k(one, other)"
            cursor.execute(
                f"SELECT {columns} FROM {given} JOIN {table} ON {on}",  # noqa: S608 ours
                [[one for one, _ in part], [other for _, other in part]],
            )
            found += cursor.fetchall()
    return found


def write(cursor: Cursor, statement: str, rows: Sequence[Sequence[Any]], *, vendor: str) -> int:
    """Run a statement with {rows} replaced by `(%s, …), (%s, …), …`; give the rows in the order of their key.

    Gives how many rows of the table it has written.
    """
    return sum(done.rowcount for done in _run(cursor, statement, rows, vendor=vendor))


def change(cursor: Cursor, statement: str, rows: Sequence[Sequence[Any]], *, vendor: str) -> list[Any]:
    """The same with a statement that ends with RETURNING: gives what it returns."""
    return [row for done in _run(cursor, statement, rows, vendor=vendor) for row in done.fetchall()]


def _run(cursor: Cursor, statement: str, rows: Sequence[Sequence[Any]], *, vendor: str) -> Iterator[Any]:
    for start in range(0, len(rows), WRITTEN):
        part = rows[start : start + WRITTEN]
        values = list(chain.from_iterable(part))
        if vendor == "sqlite":
            # Django looks for placeholders anew each time: that takes as long as writing the rows.
            ours = cast(Any, cursor)
            with ours.db.wrap_database_errors:
                yield ours.connection.execute(_statement(statement, "?", len(part[0]), len(part)), values)
        else:
            cursor.execute(_statement(statement, "%s", len(part[0]), len(part)), values)
            yield cursor


def count(cursor: Cursor, statement: str, keys: Sequence[int], *values: Any) -> int:
    """What a statement of SQLite counts that names its rows by {among}, and after that some values."""
    cursor.execute(statement.format(among=AMONG), [_listed(keys), *values])
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def how_many(cursor: Cursor, source: str, keys: Sequence[int], *, vendor: str) -> int:
    """How many rows have their key among `keys`. `source` as in `ask`."""
    among, given = (AMONG, _listed(keys)) if vendor == "sqlite" else ("= ANY(%s)", list(keys))
    cursor.execute(f"SELECT COUNT(*) FROM {source.format(among=among)}", [given])  # noqa: S608 ours
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def change_alike(
    cursor: Cursor, statement: str, keys: Sequence[int], before: Sequence[Any], after: Sequence[Any]
) -> None:
    """Run a statement of SQLite that names its rows by {among}, with some values before and after that."""
    cursor.execute(statement.format(among=AMONG), [*before, _listed(keys), *after])


def _listed(keys: Sequence[int]) -> str:
    return msgspec.json.encode(list(keys)).decode()


def remove(cursor: Cursor, statement: str, keys: Sequence[int], *, vendor: str) -> None:
    """Run a statement that names its rows by {among}; `cursor.rowcount` then says how many there were."""
    if vendor == "sqlite":
        among = "IN (SELECT value FROM json_each(%s))"
        cursor.execute(statement.format(among=among), [msgspec.json.encode(list(keys)).decode()])
    else:
        cursor.execute(statement.format(among="= ANY(%s)"), [list(keys)])


@contextmanager
def no_cycles() -> Iterator[None]:
    """For work that makes many small values, none of them in a cycle: looking for cycles takes a third of its time."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@lru_cache(maxsize=256)
def _statement(statement: str, mark: str, columns: int, rows: int) -> str:
    one = f"({', '.join([mark] * columns)})"
    return statement.format(rows=", ".join([one] * rows))
