"""Taking the oldest requests of an account, and writing down what became of them."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import connection, transaction

from polku.kit import clock
from polku.say.channels.line.inbox import hook_sql
from polku.say.channels.line.relay import sql

AT_ONCE = 50
LEASE_MS = 60 * clock.SECOND_MS


class Claimed(msgspec.Struct, frozen=True):
    """A request that we hold, by the number of our claim."""

    id: int
    body: bytes
    signature: str
    received_ms: int
    attempts: int  # before this one
    claims: int


def waiting() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql.WAITING)
        return sorted(account for (account,) in cursor.fetchall())


def claim(account: int, *, now_ms: int) -> list[Claimed]:
    """None while the oldest is not due, or is in another worker's hands: nothing goes before it."""
    with connection.cursor() as cursor:
        cursor.execute(sql.HEAD, [account])
        head = cursor.fetchone()
        if head is None or head[0] > now_ms:
            return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.CLAIM, [now_ms + LEASE_MS, account, AT_ONCE, now_ms])
        found = [
            Claimed(number, bytes(body), signature, received_ms, attempts, claims)
            for number, body, signature, received_ms, attempts, claims in cursor.fetchall()
        ]
    return sorted(found, key=lambda one: one.id)


def settle(
    account: int, *, gone: Sequence[Claimed], given_up: Sequence[Claimed], left: Sequence[Claimed], due_ms: int,
    trouble: str, now_ms: int,
) -> None:  # fmt: skip
    """`left`: the first of them was tried in vain and waits until `due_ms`, those behind it wait for it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for one in (*gone, *given_up):
            cursor.execute(sql.DONE, [one.id, one.claims])
        for nth, one in enumerate(left):
            tried = nth == 0 and bool(trouble)
            values: list[Any] = [due_ms if tried else now_ms, int(tried), trouble if tried else ""]
            cursor.execute(sql.AGAIN, [*values, one.id, one.claims])
        if gone or given_up:
            hour = now_ms // clock.HOUR_MS
            cursor.execute(hook_sql.COUNT, [account, hour, 0, 0, 0, 0, None, None, len(gone), len(given_up)])
