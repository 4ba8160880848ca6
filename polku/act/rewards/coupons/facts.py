"""What a message can show of the coupon that somebody was given last: its title, its code, when it ends."""

from collections.abc import Mapping, Sequence
from typing import Any

from polku.act.rewards.coupons.wallet import Coupon, coupons
from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.kit import clock
from polku.say.content.elsewhere import Source

NAMES = frozenset(("coupon", "coupon_code", "coupon_ends"))


def find(people: Mapping[int, Sequence[int]]) -> Mapping[int, Mapping[str, Any]]:
    """Of those that can still be used, or will be."""
    whose = {number: person for person, numbers in people.items() for number in numbers}
    last: dict[int, Coupon] = {}
    for one in coupons(list(whose), now_ms=clock.now_ms()):
        person = whose[one.lot.identity_id]
        if person not in last or last[person].lot.pk < one.lot.pk:
            last[person] = one
    return {person: _facts(one) for person, one in last.items()}


def _facts(one: Coupon) -> dict[str, Any]:
    ends = clock.from_ms(one.lot.until_ms).isoformat(timespec="seconds") if one.lot.until_ms < FOR_EVER_MS else None
    return {"coupon": one.terms.title, "coupon_code": one.code, "coupon_ends": ends}


SOURCE = Source(NAMES, find)
