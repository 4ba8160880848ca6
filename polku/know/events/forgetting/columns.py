"""Forgetting in the column store: rows, and the files that held them."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from polku.kit import clock, columns, ids
from polku.know.events.event import Identity
from polku.know.events.forgetting import sql
from polku.know.events.forgetting.places import Places

ROWS = 100_000  # in one insert
PATIENCE_S = 60  # for questions under way, which hold on to the files they began with
LONGEST_S = 3_600
FILES = "SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = {table:String} AND NOT active"

_encode_lines = msgspec.json.Encoder().encode_lines


def let_go(identities: Mapping[int, Identity]) -> None:
    """Name those who go. Who went before is forgotten."""
    _clear()
    _fill("going_people", ("identity", "public", "value"), [(n, ids.public(n), v) for n, (_k, v) in identities.items()])


def let_events_go(places: Places) -> None:
    _clear()
    _fill("going_events", ("seq", "nth"), [(seq, nth) for seq, indexes in places.items() for nth in indexes])


def remove_people(tables: Iterable[tuple[str, str]], *, end: int) -> None:
    """The rows of those who go. `tables`: name and condition, which may ask `going_people` and name {end}."""
    for table, condition in tables:
        _remove(table, condition.format(end=end))
    _clear()


def remove_events(tables: Iterable[str]) -> None:
    for table in tables:
        _remove(table, "(seq, nth) IN (SELECT seq, nth FROM going_events)")
    _clear()


def empty_bins(tables: Iterable[str]) -> None:
    """See that the files which held removed rows are deleted, not only put aside."""
    waiting = set(tables)
    for table in waiting:
        columns.command(f"ALTER TABLE {table} MODIFY SETTING old_parts_lifetime = 0")
    until = clock.monotonic() + PATIENCE_S
    while True:
        for table in waiting:
            columns.command(f"SYSTEM STOP CLEANUP {columns.database()}.{table}")
            columns.command(f"SYSTEM START CLEANUP {columns.database()}.{table}")
        waiting = {table for table in waiting if columns.value(FILES, {"table": table})}
        if not waiting or clock.monotonic() > until:
            return
        clock.pause(0.03)


def _remove(table: str, condition: str) -> None:
    # A mutation, not the light DELETE: that one marks rows, and their bytes stay until some merge.
    with_settings = {"mutations_sync": 2, "max_execution_time": LONGEST_S}
    columns.command(f"ALTER TABLE {table} DELETE WHERE {condition}", None, **with_settings)


def _clear() -> None:
    for statement in (*sql.GOING, *sql.NOTHING_GOES):
        columns.command(statement)


def _fill(table: str, names: tuple[str, ...], rows: list[Any]) -> None:
    for start in range(0, len(rows), ROWS):
        columns.insert_lines(table, names, _encode_lines(rows[start : start + ROWS]))
