"""What somebody gets for something: a full card, a drawn ticket, a friend brought along."""

from datetime import datetime

import msgspec

from polku.act.rewards.coupons import issue
from polku.act.rewards.ledger.models import Program


class Prize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`program`: of coupons or of points. `amount`: of points; a coupon is one."""

    program: int
    amount: int = 1


def give(prize: Prize, identity: int, cause: str, *, now: datetime, by: str = "", store: str = "") -> bool:
    """Once for each cause. False: they have it of this cause, have enough, or nothing of it is given now."""
    program = Program.objects.filter(pk=prize.program).first()
    if program is None or program.kind != Program.Kind.COUPON:
        return False
    try:
        return issue.issue(program, [identity], cause, by=by, store=store, now=now) == 1
    except issue.NotLive:
        return False
