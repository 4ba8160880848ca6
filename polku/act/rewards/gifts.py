"""Giving people something of a program, of whatever kind: by the API, by hand, by campaigns and journeys."""

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


def give(
    program: Program, people: Sequence[int], cause: str, *, amount: int = 1, by: str, store: str = "", now: datetime
) -> int:
    """The one way of whoever decides that people get something: a campaign, a step of a journey, a member's hand.

    `people`: their profiles, or other identities. `cause`: by which the same gift is known again, so that what is said
    twice is given once: a campaign's, a step with its person's way through it. `by`: who is named. Returns how many got
    it just now. Raises NotLive, also for a kind of which nothing is given.
    """
    found = GIVE.get(program.kind)
    if found is None:
        raise NotLive
    return found(program, people, amount, cause, by=by, store=store, now=now)


__all__ = ["GIVE", "IN_AMOUNTS", "Give", "NotLive", "give"]
