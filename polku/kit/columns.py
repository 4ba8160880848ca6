"""One way to the column store: the ClickHouse engine in this process (`chdb:///…`), or a server (`clickhouse://…`).

Opened once, at start; then every thread gets a handle of its own, for a handle serialises its calls. Close it before
the process ends: leaving while a thread is inside the engine can end in a segmentation fault.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock, get_ident, local
from typing import IO, Any

from clickhouse_connect.driver.client import Client

from polku.kit import memory
from polku.kit.columns_engine import (
    Cancelled,
    ColumnsBusy,
    ColumnsClosed,
    ColumnsDamaged,
    ColumnsError,
    ColumnsFull,
    ColumnsUnreachable,
    TooBig,
    TooSlow,
    connect,
    database_of,
    folder_of,
    take,
    translated,
)

__all__ = [
    "Cancelled",
    "ColumnsBusy",
    "ColumnsClosed",
    "ColumnsDamaged",
    "ColumnsError",
    "ColumnsFull",
    "ColumnsUnreachable",
    "TooBig",
    "TooSlow",
]

ENGINE_CODE = "_chdb.abi3.so"  # the library that the engine lies in
TIME_LIMIT_S = 30

_url = ""
_clients: list[Client] = []
_own = local()
_generation = 0  # a handle of an earlier opening is not used again
_hold: IO[str] | None = None  # keeps other processes out of an embedded store
_trouble: ColumnsError | None = None  # why it could not be opened
_lock = Lock()


def open(url: str, *, afresh: bool = False) -> None:  # noqa: A001 - columns.open(…) reads well; nothing here opens files
    """Open the store and see that our database is in it; a second time is harmless.

    `afresh` throws an embedded one away first. Raises ColumnsBusy, ColumnsDamaged, ColumnsFull or ColumnsUnreachable.
    """
    global _url, _generation, _hold, _trouble
    with _lock:
        if _url:
            return
        folder = folder_of(url)
        hold = None
        try:
            hold = take(folder) if folder else None
            if folder:
                _sweep(folder, afresh=afresh)
            first = connect(url, database=None)
            with translated():
                first.command(f"CREATE DATABASE IF NOT EXISTS {database_of(url)}")
                first.database = database_of(url)
        except BaseException as problem:
            _trouble = problem if isinstance(problem, ColumnsError) else None
            if hold:
                hold.close()
            raise
        _url, _hold, _trouble = url, hold, None
        _generation += 1
        _keep(first)


def _sweep(folder: Path, *, afresh: bool) -> None:
    for left in folder.parent.glob(_lines_of(folder, "*").name):
        left.unlink()
    if afresh and folder.exists():
        shutil.rmtree(folder)


def close() -> None:
    """Close every thread's handle, waiting for the questions that are under way."""
    global _url, _hold
    with _lock:
        _url = ""
        for each in _clients:
            each.close()
        _clients.clear()
        if _hold:
            _hold.close()
        _hold = None


def is_open() -> bool:
    return bool(_url)


def is_embedded() -> bool:
    """Whether the open store is in this process, and nobody else's."""
    return folder_of(_url) is not None


def database() -> str:
    """The name of our database, for the few statements that must name it."""
    return database_of(_url)


def opening() -> int:
    """A number that is another one after the store was closed and opened again."""
    return _generation


def client() -> Client:
    """This thread's handle. Raises what spoke against opening the store, or ColumnsClosed."""
    if not _url or getattr(_own, "generation", 0) != _generation:
        with _lock:
            if not _url:
                raise type(_trouble)(_trouble.detail) if _trouble else ColumnsClosed
            _keep(connect(_url, database=database_of(_url)))
    mine: Client = _own.client
    return mine


def _keep(handle: Client) -> None:
    _own.client, _own.generation = handle, _generation
    _clients.append(handle)


def command(sql: str, parameters: Mapping[str, Any] | None = None, **settings: Any) -> None:
    """Run a statement that answers nothing."""
    with translated():
        client().command(sql, parameters=dict(parameters or {}), settings=settings)


def query(
    sql: str, parameters: Mapping[str, Any] | None = None, *, time_limit_s: float = TIME_LIMIT_S, **settings: Any
) -> list[tuple[Any, ...]]:
    """The rows of an answer. Values stand in the SQL as `{name:Type}`. Raises TooSlow after the time limit."""
    with translated():
        limited = {"max_execution_time": time_limit_s, **settings}
        found = client().query(sql, parameters=dict(parameters or {}), settings=limited)
        return [tuple(row) for row in found.result_rows]


def packed(sql: str, parameters: Mapping[str, Any] | None = None, *, time_limit_s: float = TIME_LIMIT_S) -> bytes:
    """The same rows one after the other as machines keep numbers (RowBinary), for `numpy.frombuffer`.

    A million rows then make no objects of Python's. Every column must be a number that cannot be NULL.
    """
    with translated():
        limited = {"max_execution_time": time_limit_s}
        found = client().raw_query(sql, parameters=dict(parameters or {}), settings=limited, fmt="RowBinary")
        return bytes(found)


def value(sql: str, parameters: Mapping[str, Any] | None = None, *, time_limit_s: float = TIME_LIMIT_S) -> Any:
    """The first field of the first row; None where there is none."""
    rows = query(sql, parameters, time_limit_s=time_limit_s)
    return rows[0][0] if rows else None


def cancel(mark: str) -> None:
    """End the questions under way that were asked with `log_comment=mark`: they raise Cancelled. Takes 8 ms."""
    command("KILL QUERY WHERE Settings['log_comment'] = {mark:String} ASYNC", {"mark": mark})


def insert_lines(table: str, names: Sequence[str], lines: bytes, **settings: int) -> None:
    """Insert rows given as lines of JSON arrays; the engine parses them, outside of Python's lock."""
    folder = folder_of(_url)
    with translated():
        if folder is None:
            client().raw_insert(table, list(names), lines, settings=settings, fmt="JSONCompactEachRow")
            return
        # By a file of our own: the client would leave one in the machine's temporary folder whenever we are killed.
        file = _lines_of(folder, get_ident())
        clause = ", ".join(f"{name} = {int(value)}" for name, value in settings.items())
        given = f" SETTINGS {clause}" if clause else ""
        source = str(file).replace("\\", "\\\\").replace("'", "\\'")
        try:
            file.write_bytes(lines)
            client().command(
                f"INSERT INTO {table} ({', '.join(names)}) FROM INFILE '{source}'{given} FORMAT JSONCompactEachRow"
            )
        finally:
            file.unlink(missing_ok=True)


def _lines_of(folder: Path, thread: int | str) -> Path:
    return folder.with_name(f"{folder.name}.{thread}.lines")


def give_memory_back() -> None:
    """Return to the machine what the engine has freed but kept at hand: about 80 MB after a busy time.

    And some 70 MB of its own code, which it looks at once when it opens. Takes some milliseconds.
    """
    if is_open() and folder_of(_url):
        command("SYSTEM JEMALLOC PURGE")
        memory.drop_code(ENGINE_CODE)
    memory.give_back()


def path(column: str, *keys: str) -> str:
    """A nested field of a JSON column, as SQL. Whatever the keys hold, they stay names."""
    return ".".join([column, *(f"`{_quoted(key)}`" for key in keys)])


def _quoted(key: str) -> str:
    # Braces too are written as numbers: the client looks for {name:Type} everywhere in the text.
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter == "_") else _as_bytes(letter) for letter in key
    )


def _as_bytes(letter: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in letter.encode(errors="replace"))
