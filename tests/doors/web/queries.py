"""Counting what a page asks of the database."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

VALUES = re.compile(r"'[^']*'|\b\d+\b|(?<=SAVEPOINT )\S+")


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(asked)


def queries_of(work: Callable[[], Any]) -> tuple[Any, list[str]]:
    """What a piece of work gives, and the statements that it took, without their values."""
    with CaptureQueriesContext(connection) as asked:
        given = work()
    return given, [VALUES.sub("?", query["sql"]) for query in asked.captured_queries]
