"""The numbers of a program, whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Movement, Program
from polku.kit import clock, columns
from polku.know.people.columns import PERSON
from polku.learn.reports.rewards import sql

_K = Movement.Kind
BEFORE_MS, AFTER_MS = clock.HOUR_MS, clock.DAY_MS  # around a use: what was bought then counts as bought with it


class Moved(msgspec.Struct, frozen=True):
    """`count`: movements, `amount`: units, `minor`: money."""

    count: int = 0
    amount: int = 0
    minor: int = 0
    people: int = 0


class Spread(msgspec.Struct, frozen=True):
    """How long it took: a quarter took no longer than `quarter`, …"""

    quarter_ms: int
    median_ms: int
    three_quarters_ms: int


class Money(msgspec.Struct, frozen=True):
    currency: str
    orders: int
    minor: int  # less refunds


class Numbers(msgspec.Struct, frozen=True):
    """`seen`: people who have looked at theirs; None while the columns cannot be asked."""

    given: Moved
    used: Moved  # less what was undone
    undone: Moved
    expired: Moved
    withdrawn: Moved
    used_lots: int  # of those given, used at least once
    open_lots: int
    open_amount: int
    over_lots: int  # whose time is over
    over_amount: int  # what was given with them
    until_used: Spread | None
    seen: int | None
    views: int | None
    orders: tuple[Money, ...]

    @property
    def use_rate(self) -> float | None:
        return self.used_lots / self.given.count if self.given.count else None

    @property
    def breakage(self) -> float | None:
        """Of what was in lots whose time is over, the share that ran out unused."""
        return self.expired.amount / self.over_amount if self.over_amount else None

    @property
    def cost_minor(self) -> int:
        return self.used.minor

    def earned(self, currency: str) -> Money:
        """With it, in the program's currency."""
        return next((one for one in self.orders if one.currency == currency), Money(currency, 0, 0))


def numbers(program: Program, now: datetime) -> Numbers:
    now_ms, number = clock.to_ms(now), program.pk
    moved = {row[0]: _moved(row[1:]) for row in ask(sql.TOTALS, [number])}
    [(uses, amount, minor, lots, people)] = ask(sql.USED, [number])
    [(open_lots, open_amount, over_lots, over_amount)] = ask(sql.LOTS, [now_ms] * 4 + [number])
    seen, views = _seen(number)
    return Numbers(
        given=moved.get(_K.GRANT, Moved()),
        used=Moved(int(uses), int(amount or 0), int(minor or 0), int(people)),
        undone=moved.get(_K.BACK, Moved()),
        expired=moved.get(_K.EXPIRED, Moved()),
        withdrawn=moved.get(_K.WITHDRAWN, Moved()),
        used_lots=int(lots),
        open_lots=int(open_lots or 0),
        open_amount=int(open_amount or 0),
        over_lots=int(over_lots or 0),
        over_amount=int(over_amount or 0),
        until_used=spread([int(row[0]) for row in ask(sql.UNTIL_USED, [number])]),
        seen=seen,
        views=views,
        orders=tuple(Money(row[0], int(row[1]), int(row[2])) for row in ask(sql.ORDERS, [number, BEFORE_MS, AFTER_MS])),
    )


def spread(times_ms: Sequence[int]) -> Spread | None:
    """Of times in their order: the smallest that a quarter, a half, three quarters do not exceed."""
    if not times_ms:
        return None
    quarter, half, three = (times_ms[-(-len(times_ms) * share // 4) - 1] for share in (1, 2, 3))
    return Spread(quarter, half, three)


def ask(statement: str, values: Sequence[int | str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def _moved(row: Sequence[Any]) -> Moved:
    count, amount, minor, people = row
    return Moved(int(count), int(amount), int(minor), int(people))


def _seen(number: int) -> tuple[int | None, int | None]:
    values: Mapping[str, Any] = {"program": number}
    try:
        [(people, views)] = columns.query(sql.SEEN.format(person=PERSON), dict(values))
    except columns.ColumnsError:
        return None, None
    return int(people), int(views)
