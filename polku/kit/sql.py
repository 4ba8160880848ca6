"""One way to the relational database, for Django and for the intake, which does without Django's ORM.

SQLite runs in WAL mode with `synchronous=FULL`: a commit is on the disk when it returns. Placeholders are `%s` in all
our statements; for SQLite they are rewritten here, so that a statement is written once for both databases.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from polku.kit.turns import Turn

BUSY_TIMEOUT_S = 30
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16384",
    "PRAGMA mmap_size=67108864",
    # The log is carried into the database between commits (kit/checkpoints.py): within one only when it has 128 MB.
    "PRAGMA wal_autocheckpoint=32768",
    "PRAGMA journal_size_limit=67108864",
    # What is removed is overwritten: who is erased must not be found in the file (know/events/forgetting/disk.py).
    "PRAGMA secure_delete=ON",
)


class Cursor(Protocol):
    """What our statements need of a database: Django's cursors and `Raw` both give it."""

    @property
    def rowcount(self) -> int: ...

    def execute(self, sql: str, params: Sequence[Any] | None = None) -> Any: ...

    def executemany(self, sql: str, param_list: Sequence[Sequence[Any]]) -> Any: ...

    def fetchone(self) -> tuple[Any, ...] | None: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite:")


def sqlite_path(url: str) -> Path:
    """sqlite:////var/lib/polku.db → /var/lib/polku.db; sqlite:///polku.db → polku.db"""
    return Path(unquote(url.removeprefix("sqlite:///")))


def django_database(url: str) -> dict[str, Any]:
    """The entry for Django's DATABASES."""
    if is_sqlite(url):
        return {
            "ENGINE": "polku.kit.sqlite",
            "NAME": str(sqlite_path(url)),
            "CONN_MAX_AGE": None,  # a connection a thread, kept: opening one costs more than most questions
            # IMMEDIATE: who will write takes the lock at BEGIN and waits there, instead of failing in the middle.
            "OPTIONS": {
                "timeout": BUSY_TIMEOUT_S,
                "transaction_mode": "IMMEDIATE",
                "init_command": ";".join(PRAGMAS),
            },
        }
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", "")) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def keep_more_pages(database: dict[str, Any], megabytes: int) -> None:
    """In memory, of each connection that is opened from now on. `database`: an entry of Django's DATABASES."""
    if "init_command" in database["OPTIONS"]:
        database["OPTIONS"]["init_command"] += f";PRAGMA cache_size=-{megabytes * 1024}"


class Raw:
    """A plain connection with the statement form of Django's cursors. One thread at a time."""

    def __init__(self, url: str) -> None:
        self.vendor = "sqlite" if is_sqlite(url) else "postgresql"
        self._connection: Any
        if self.vendor == "sqlite":
            self._connection = sqlite3.connect(
                sqlite_path(url), timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
            for pragma in PRAGMAS:
                self._connection.execute(pragma)
            self._turn = Turn(sqlite_path(url))
        else:
            import psycopg  # nobody on SQLite needs it

            self._connection = psycopg.connect(url, autocommit=True)
            self._turn = Turn(None)
        self._cursor = self._connection.cursor()

    @property
    def rowcount(self) -> int:
        return int(self._cursor.rowcount)

    def execute(self, sql: str, params: Sequence[Any] | None = None) -> "Raw":
        self._cursor.execute(self._own(sql), params or ())
        return self

    def executemany(self, sql: str, param_list: Sequence[Sequence[Any]]) -> "Raw":
        self._cursor.executemany(self._own(sql), param_list)
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._cursor.fetchone()
        return row

    def fetchall(self) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows

    def begin(self) -> None:
        self._turn.take()
        self.execute("BEGIN IMMEDIATE" if self.vendor == "sqlite" else "BEGIN")

    @contextmanager
    def one_statement(self) -> Iterator[None]:
        """For a single one of SQLite, which is a transaction by itself.

        Each call into SQLite lets go of the interpreter, and beside a busy thread it takes a while to come back.
        """
        self._turn.take()
        try:
            yield
        finally:
            self._turn.give_back()

    def commit(self) -> None:
        self.execute("COMMIT")
        self._turn.give_back()

    def rollback(self) -> None:
        self.execute("ROLLBACK")
        self._turn.give_back()

    def close(self) -> None:
        self._connection.close()
        self._turn.give_back()

    def _own(self, sql: str) -> str:
        return sql.replace("%s", "?") if self.vendor == "sqlite" else sql


def marks(count: int) -> str:
    """`%s, %s, %s`: as many placeholders as there are values. SQLite allows 32,766, PostgreSQL 65,535."""
    return ", ".join(["%s"] * count)
