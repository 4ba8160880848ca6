"""Automatic discounts that a purchase at the till was priced with: recorded with it, undone with it."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from polku.act.rewards.coupons import apply, redeem
from polku.act.rewards.coupons import discounts as known
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.models import Act
from polku.act.rewards.pricing.basket import Basket
from polku.act.rewards.till.acts import Done, Press
from polku.act.rewards.till.problems import NO_PROGRAM, REFUSED, TillProblem
from polku.act.rewards.till.visit import Visit


def with_purchase(press: Press, whose: Visit, programs: Sequence[int], basket: Basket | None, done: Done) -> Done:
    """The same purchase with what was taken off for it. Raises TillProblem: then nothing has happened."""
    uses = [_apply(press, whose, program, basket) for program in sorted(set(programs))]
    return msgspec.structs.replace(done, cause=press.cause, answer=done.answer | {"discounts": uses})


def _apply(press: Press, whose: Visit, program: int, basket: Basket | None) -> dict[str, object]:
    found = known.one(program)
    if found is None:
        raise TillProblem(NO_PROGRAM)
    moment = moment_of(whose.profile, [found], at=press.pressed_at, store=press.store)
    by = press.teller.name
    wanted = apply.Wanted(program, press.now, moment, whose.numbers, basket, press.store, by)
    try:
        used, _is_new = apply.apply(f"{press.cause}/{program}", wanted)
    except redeem.Refused as no:
        raise TillProblem(REFUSED, f"{found.terms.title}: {sentence(no.word)}") from no
    return {"program": program, "use": used["use"], "off_minor": used["off_minor"]}


def put_back(cause: str, undo: str, *, by: str, at: datetime) -> None:
    """Of the purchase of this cause. Raises NotUndone where one of them was undone already."""
    answer = Act.objects.values_list("answer", flat=True).get(key=cause) or {}
    for one in answer["discounts"]:
        redeem.undo(f"{undo}/{one['program']}", one["use"], by=by, at=at)
