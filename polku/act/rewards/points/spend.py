"""Spending points, and getting them back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from polku.act.rewards.ledger import use
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.use import NothingLeft
from polku.act.rewards.points import debts
from polku.act.rewards.points.whose import all_of
from polku.kit import clock


@transaction.atomic
def spend(
    program: Program,
    identities: Sequence[int],
    amount: int,
    cause: str,
    *,
    now: datetime,
    money_minor: int = 0,
    store: str = "",
    by: str = "",
    among: Collection[int] | None = None,
) -> list[Movement]:
    """So many of what one person has, what ends first before the rest; what they owe is paid before. `among`: of these
    lots only.

    One movement a lot. Raises NothingLeft: then nothing has happened.
    """
    if program.state == Program.State.ENDED:
        raise NothingLeft
    now_ms = clock.to_ms(now)
    debts.pay(program, identities, now_ms=now_ms)
    wanted = use.Use(cause, amount, money_minor, program.currency if money_minor else "", store, by)
    return use.spend(program, identities, wanted, among=among, now_ms=now_ms)


@transaction.atomic
def give_back(program: Program, spent: Sequence[Movement], cause: str, *, now: datetime, by: str = "") -> int:
    """Undo all of one spending. Raises NotUndone. Returns how many points it was; what they owe is paid of them."""
    now_ms = clock.to_ms(now)
    for one in spent:
        use.undo(program, one, cause=cause, by=by, now_ms=now_ms)
    for identity in {one.identity_id for one in spent}:
        debts.pay(program, all_of(identity), now_ms=now_ms)
    return sum(one.amount for one in spent)
