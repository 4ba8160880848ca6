"""Asking the state's database, and what comes of it for a part of a program."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Program

# Of these it is told how many, of all else how often.
IN_UNITS = (Program.Kind.STAMPS, Program.Kind.POINTS)


class Part(msgspec.Struct, frozen=True):
    """`key`: of a store its key, of a segment its number, "" where nothing was said."""

    key: str
    given: int = 0
    used: int = 0
    people: int = 0
    minor: int = 0


def ask(statement: str, values: Sequence[int | str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())
