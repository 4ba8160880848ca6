"""What somebody gets for something: a full card, a drawn ticket, a friend brought along."""

from collections.abc import Sequence
from datetime import datetime

from polku.act.rewards.coupons import issue
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points import earn, gift
from polku.act.rewards.prize import Prize as Prize


def give(
    prize: Prize, identity: int, cause: str, *, now: datetime, by: str = "", store: str = "", is_promised: bool = True
) -> bool:
    """Once for each cause. False: they have it of this cause, have enough, or nothing of it is given any more.

    `is_promised`: by what goes on, so it is given also while its own program is paused.
    """
    program = Program.objects.filter(pk=prize.program).first()
    if program is None:
        return False
    try:
        if program.kind == Program.Kind.COUPON:
            given = issue.issue(program, [identity], cause, by=by, store=store, now=now, is_promised=is_promised)
            return given == 1
        if program.kind == Program.Kind.POINTS:
            return earn.earn(
                program, identity, prize.amount, cause, now=now, by=by, store=store, is_promised=is_promised
            )
    except issue.NotLive:
        return False
    return False


def give_all(prize: Prize, identities: Sequence[int], cause: str, *, now: datetime) -> int:
    """The same of many, in sets. Returns how many got it."""
    program = Program.objects.filter(pk=prize.program).first()
    if program is None:
        return 0
    try:
        if program.kind == Program.Kind.COUPON:
            return issue.issue(program, identities, cause, now=now, is_promised=True)
        if program.kind == Program.Kind.POINTS:
            return gift.gift(program, identities, prize.amount, cause, now=now, is_promised=True)
    except issue.NotLive:
        return 0
    return 0
