"""What staff do: each press has a key, so that what was sent again happens once."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec
from django.views.decorators.http import require_POST

from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.till import coupons, discounts, friends, grants, points, purchase, spending, stamps, undoing
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.problems import MALFORMED, TillProblem
from polku.doors.web.asked import Asked
from polku.doors.web.till.told import answered, body, teller
from polku.kit import clock

Short = Annotated[str, msgspec.Meta(max_length=100)]
Token = Annotated[str, msgspec.Meta(max_length=500)]
Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Pressed(msgspec.Struct, frozen=True):
    """`told_ms`, `sent_ms`: by the till's own clock."""

    verb: str
    key: Annotated[str, msgspec.Meta(min_length=8, max_length=100)]
    store: Annotated[str, msgspec.Meta(max_length=80)] = ""
    told_ms: Number | None = None
    sent_ms: Number | None = None
    visit: Token = ""
    code: Annotated[str, msgspec.Meta(max_length=200)] = ""
    coupon: Short = ""
    program: Number = 0
    count: Annotated[int, msgspec.Meta(ge=1, le=50)] = 1
    points: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    reward: Annotated[int, msgspec.Meta(ge=0, le=1_000)] = 0
    amount_minor: Number | None = None
    off_minor: Number | None = None
    act: Number = 0


Did = tuple[Answer, bool]
VERBS: Mapping[str, Callable[[Press, Pressed], Did]] = {
    "use": lambda press, it: coupons.use(
        press,
        code=it.code,
        coupon=it.coupon,
        visit=it.visit,
        amount_minor=it.amount_minor or None,
        off_minor=it.off_minor,
    ),
    "discount": lambda press, it: discounts.use(
        press, program=it.program, visit=it.visit, amount_minor=it.amount_minor or None, off_minor=it.off_minor
    ),
    "give": lambda press, it: grants.give(press, visit=it.visit, program=it.program),
    "stamps": lambda press, it: stamps.give(press, visit=it.visit, program=it.program, count=it.count),
    "points": lambda press, it: points.give(press, visit=it.visit, program=it.program, points=it.points),
    "spend": lambda press, it: spending.spend(
        press,
        visit=it.visit,
        program=it.program,
        points=it.points,
        reward=it.reward or None,
        amount_minor=it.amount_minor or None,
    ),
    "purchase": lambda press, it: purchase.record(press, visit=it.visit, amount_minor=it.amount_minor or 0),
    "friend": lambda press, it: friends.came(press, visit=it.visit, code=it.code),
    "undo": lambda press, it: undoing.undo(press, it.act),
}


@require_POST
@answered
def act(request: Asked) -> Any:
    it: Pressed = body(request, Pressed)
    if it.verb not in VERBS:
        raise TillProblem(MALFORMED)
    who = teller(request)
    answer, is_new = VERBS[it.verb](Press(who, it.key, clock.now(), who.at(it.store), it.told_ms, it.sent_ms), it)
    return answer | {"is_new": is_new}
