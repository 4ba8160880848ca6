"""Stamps for many, whatever the day and however often: what somebody decided to give."""

from collections.abc import Sequence
from datetime import datetime

from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps import many
from polku.act.rewards.stamps.refused import Refused


def gift(
    program: Program,
    people: Sequence[int],
    amount: int,
    cause: str,
    *,
    now: datetime,
    by: str = "",
    store: str = "",
) -> int:
    """A hundred in one transaction: said again after a crash, whoever is missing gets theirs. Raises NotLive."""
    ordered, wanted = list(dict.fromkeys(people)), many.Gift(program, amount, cause, now, store, by)
    try:
        return sum(
            many.give(wanted, ordered[start : start + many.AT_ONCE]) for start in range(0, len(ordered), many.AT_ONCE)
        )
    except Refused as no:
        raise NotLive from no
