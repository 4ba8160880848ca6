"""The numbers of a program, whole."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from polku.act.rewards.budgets.cost import forgotten
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.open import as_of
from polku.kit import clock
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.asked import ask
from polku.learn.reports.rewards.pace import Spread, Within, until_used
from polku.learn.reports.rewards.seen import seen

_K = Movement.Kind
BEFORE_MS, AFTER_MS = clock.HOUR_MS, clock.DAY_MS  # around a use: what was bought then counts as bought with it


class Moved(msgspec.Struct, frozen=True):
    """`count`: movements, `amount`: units, `minor`: money."""

    count: int = 0
    amount: int = 0
    minor: int = 0
    people: int = 0


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
    open_people: int
    never_people: int  # who were given it and have never used any
    over_lots: int  # whose time is over
    over_amount: int  # what was given with them
    until_used: Spread | None
    paces: list[Within]
    seen: int | None
    views: int | None
    orders: tuple[Money, ...]
    forgotten_minor: int = 0  # what uses of people cost who are forgotten; they are in no other number

    @property
    def use_rate(self) -> float | None:
        return self.used_lots / self.given.count if self.given.count else None

    @property
    def breakage(self) -> float | None:
        """Of what was in lots whose time is over, the share that ran out unused."""
        return self.expired.amount / self.over_amount if self.over_amount else None

    @property
    def cost_minor(self) -> int:
        return self.used.minor + self.forgotten_minor

    def earned(self, currency: str) -> Money:
        """With it, in the program's currency."""
        return next((one for one in self.orders if one.currency == currency), Money(currency, 0, 0))


def numbers(program: Program, now: datetime) -> Numbers:
    now_ms, number = clock.to_ms(now), program.pk
    moved = {row[0]: _moved(row[1:]) for row in ask(sql.TOTALS, [number])}
    [(uses, amount, minor, lots, users)] = ask(sql.USED, [number])
    still_ms = as_of(program, now_ms)
    [(open_lots, open_amount, over_lots, over_amount, holders)] = ask(
        sql.LOTS, [still_ms, still_ms, now_ms, now_ms, still_ms, number]
    )
    looked, views = seen(program)
    until, paces = until_used(program)
    return Numbers(
        given=moved.get(_K.GRANT, Moved()),
        used=Moved(int(uses), int(amount or 0), int(minor or 0), int(users)),
        undone=moved.get(_K.BACK, Moved()),
        expired=moved.get(_K.EXPIRED, Moved()),
        withdrawn=moved.get(_K.WITHDRAWN, Moved()),
        used_lots=int(lots),
        open_lots=int(open_lots or 0),
        open_amount=int(open_amount or 0),
        open_people=int(holders),
        never_people=moved.get(_K.GRANT, Moved()).people - int(users),  # whoever has used any was given it
        over_lots=int(over_lots or 0),
        over_amount=int(over_amount or 0),
        until_used=until,
        paces=paces,
        seen=looked,
        views=views,
        orders=tuple(Money(row[0], int(row[1]), int(row[2])) for row in ask(sql.ORDERS, [number, BEFORE_MS, AFTER_MS])),
        forgotten_minor=forgotten(number),
    )


def _moved(row: Sequence[Any]) -> Moved:
    count, amount, minor, people = row
    return Moved(int(count), int(amount), int(minor), int(people))
