"""Stamps for many, whatever the day and however often: what somebody decided to give."""

from collections.abc import Sequence
from datetime import datetime

from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.refused import NOT_LIVE, Refused
from polku.act.rewards.stamps.stamp import stamp


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
    """Each in a transaction of their own: said again after a crash, whoever is missing gets theirs. Raises NotLive."""
    given = 0
    for person in dict.fromkeys(people):
        try:
            given += stamp(program, person, amount, cause, now=now, by=by, store=store, is_gift=True).is_new
        except Refused as no:
            if no.word == NOT_LIVE:
                raise NotLive from no
    return given
