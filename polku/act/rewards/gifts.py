"""Giving people something of a program, of whatever kind: by the API, by hand, by campaigns."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from polku.act.rewards.coupons.issue import NotLive, issue
from polku.act.rewards.draws import tickets
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.gift import gift as give_points
from polku.act.rewards.stamps.gift import gift as give_stamps


class Give(Protocol):
    """To each of these identities so much, once for each cause. Returns how many got it just now. Raises NotLive."""

    def __call__(
        self,
        program: Program,
        people: Sequence[int],
        amount: int,
        cause: str,
        *,
        now: datetime,
        by: str = "",
        store: str = "",
    ) -> int: ...


def _one_coupon(
    program: Program,
    people: Sequence[int],
    amount: int,  # noqa: ARG001 - a coupon is one
    cause: str,
    *,
    now: datetime,
    by: str = "",
    store: str = "",
) -> int:
    return issue(program, people, cause, by=by, store=store, now=now)


def _one_ticket(
    program: Program,
    people: Sequence[int],
    amount: int,  # noqa: ARG001 - a ticket is one
    cause: str,
    *,
    now: datetime,
    by: str = "",
    store: str = "",
) -> int:
    return tickets.give(program, people, cause, by=by, store=store, now=now)


GIVE: Mapping[str, Give] = {
    Program.Kind.COUPON: _one_coupon,
    Program.Kind.DRAW: _one_ticket,
    Program.Kind.STAMPS: give_stamps,
    Program.Kind.POINTS: give_points,
}
# Of these there is more than one in a gift.
IN_AMOUNTS = frozenset((Program.Kind.STAMPS, Program.Kind.POINTS))

__all__ = ["GIVE", "IN_AMOUNTS", "Give", "NotLive"]
