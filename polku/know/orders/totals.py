"""Each person's number of orders and net revenue, kept with every block of orders."""

from collections.abc import Iterable
from typing import Any

import msgspec

from polku.kit.bulk import ask, write
from polku.kit.sql import Cursor
from polku.know.events.event import Event
from polku.know.orders import sql
from polku.know.orders.row import Row
from polku.know.people import sql as people_sql

MOST = 2**62  # whoever reaches it sends nonsense; it must not stop the fold


class Owner(msgspec.Struct, gc=False):
    kind: str
    value: str
    profile_id: int
    orders: int
    revenue_minor: int


class Totals:
    """What stood there, and what a block adds to it. Revenue counts in the team's currency only."""

    def __init__(self, cursor: Cursor, *, default: str, vendor: str) -> None:
        self.cursor, self.default, self.vendor = cursor, default, vendor
        self.owners: dict[int, Owner] = {}
        self.before: dict[int, tuple[int, int]] = {}
        self.profiles: dict[int, list[int]] = {}  # orders and revenue

    def read(self, identities: Iterable[int | None]) -> None:
        keys = sorted(number for number in identities if number is not None)
        for identity, *owner, orders, revenue in ask(
            self.cursor, sql.OWNER, sql.OWNERS_FROM, keys=keys, vendor=self.vendor
        ):
            found = self.owners[identity] = Owner(*owner)
            self.before[identity] = found.orders, found.revenue_minor
            self.profiles[found.profile_id] = [orders, revenue]

    def knows(self, event: Event) -> bool:
        """Whether the event's identity is the one that bears this number."""
        owner = self.owners.get(event.identity_id)
        return owner is not None and (owner.kind, owner.value) == event.identity

    def take_off(self, row: Row) -> None:
        self._add(row, -1)

    def put_on(self, row: Row) -> None:
        self._add(row, 1)

    def keep(self, *, at_seq: int) -> None:
        identities, changed = [], set()
        for number, owner in sorted(self.owners.items()):
            now, before = (owner.orders, owner.revenue_minor), self.before[number]
            if now != before:
                identities.append((number, owner.orders, _bounded(owner.revenue_minor)))
                totals = self.profiles[owner.profile_id]
                totals[0] += now[0] - before[0]
                totals[1] += now[1] - before[1]
                changed.add(owner.profile_id)
        profiles = [
            (number, self.profiles[number][0], _bounded(self.profiles[number][1])) for number in sorted(changed)
        ]
        write(self.cursor, sql.TOTAL_IDENTITIES, identities, vendor=self.vendor)
        write(self.cursor, sql.TOTAL_PROFILES, profiles, vendor=self.vendor)
        marks: list[Any] = [(number, at_seq) for number in sorted(changed)]
        write(self.cursor, people_sql.MARK_CHANGED, marks, vendor=self.vendor)

    def _add(self, row: Row, sign: int) -> None:
        if row.identity_id is None or row.is_cancelled or row.identity_id not in self.owners:
            return
        owner = self.owners[row.identity_id]
        owner.orders += sign
        if row.currency == self.default:
            owner.revenue_minor += sign * (row.revenue_minor - row.refunded_minor)


def _bounded(minor: int) -> int:
    return max(-MOST, min(MOST, minor))
