"""Sets of small tables that are used again and again: making them costs more than filling them."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from threading import Lock

from polku.kit import clock, columns
from polku.know.rules import live_sql as sql

PREFIX = "live_"
OLD_S = 6 * 3600  # then a set is made anew: so what is older than a day is nobody's
NOBODYS_S = 24 * 3600

_free: list[tuple[str, int, float]] = []  # name, the opening of the store in which it was made, and when
_swept: int | None = None
_lock = Lock()


@contextmanager
def slot() -> Iterator[str]:
    """The name of a set of empty tables that nobody else uses meanwhile. Raises columns.ColumnsError."""
    name, opening, made = _take()
    try:
        yield name
        _run(sql.EMPTY, name)  # nobody's data shall stay longer than it is needed
    except BaseException:
        _drop(name)
        raise
    with _lock:
        _free.append((name, opening, made))


def _take() -> tuple[str, int, float]:
    columns.client()  # opened, or a sentence
    _sweep()
    while _free:
        with _lock:
            found = _free.pop() if _free else None
        if found and found[1] == columns.opening():
            if clock.monotonic() - found[2] < OLD_S:
                return found
            _drop(found[0])
    name = f"{PREFIX}{token_hex(8)}"
    _run(sql.MAKE, name)
    return name, columns.opening(), clock.monotonic()


def _sweep() -> None:
    global _swept
    with _lock:
        if _swept == columns.opening():
            return
        # A store of our own was opened just now: what is there was left by somebody who is no more.
        _drop(PREFIX, older_s=0 if columns.is_embedded() else NOBODYS_S)
        _swept = columns.opening()


def _drop(prefix: str, *, older_s: int = 0) -> None:
    if not columns.is_open():
        return
    found = columns.query(sql.LEFT, {"prefix": prefix, "seconds": older_s})
    for (name,) in found:
        columns.command(f"DROP TABLE IF EXISTS {name} SYNC")


def _run(statements: tuple[str, ...], copy: str) -> None:
    for statement in statements:
        columns.command(statement.format(copy=copy))
