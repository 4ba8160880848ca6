"""Commits that need not be on the disk when they return: the next one that waits for the disk takes them there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

OFF = {"sqlite": "PRAGMA synchronous=NORMAL", "postgresql": "SET synchronous_commit = off"}
ON = {"sqlite": "PRAGMA synchronous=FULL", "postgresql": "RESET synchronous_commit"}


@contextmanager
def later() -> Iterator[None]:
    """For what may be lost with all that follows it, if the power goes; a program that is killed loses nothing.

    Within somebody else's transaction it changes nothing.
    """
    if connection.in_atomic_block:
        yield
        return
    _set(OFF)
    try:
        yield
    finally:
        _set(ON)


def relax() -> None:
    """The same for good, on this thread's connection to SQLite."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        _set(OFF)


def _set(statements: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])
