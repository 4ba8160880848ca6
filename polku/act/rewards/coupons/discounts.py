"""Automatic discounts: the same promise as a coupon, which nobody has to hold or show."""

from datetime import datetime

import msgspec

from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.pricing.offer import Offer

MOST_KEPT = 2_000
_read: dict[bytes, CouponTerms] = {}  # by the JSON of them: to understand it anew takes longer


class Discount(msgspec.Struct, frozen=True):
    program: Program
    terms: CouponTerms

    @property
    def key(self) -> str:
        """By which it is known among coupons, whose keys are numbers."""
        return f"discount:{self.program.pk}"

    def offer(self) -> Offer:
        terms = self.terms
        return Offer(self.key, terms.benefit, terms.conditions, self.program.currency, terms.is_stackable)


def live(now: datetime) -> list[Discount]:
    """Those that hold at this instant, on their latest terms. One question."""
    rows = Terms.objects.filter(program__kind=Program.Kind.DISCOUNT, program__state=Program.State.LIVE)
    latest: dict[int, Terms] = {}
    for row in rows.select_related("program").order_by("program_id", "-number"):
        latest.setdefault(row.program_id, row)
    found = [Discount(row.program, _terms(row)) for row in latest.values()]
    return [one for one in found if _holds(one.terms, now)]


def _holds(terms: CouponTerms, now: datetime) -> bool:
    valid = terms.valid
    return (valid.begins is None or valid.begins <= now) and (valid.ends is None or now < valid.ends)


def _terms(row: Terms) -> CouponTerms:
    key = msgspec.json.encode(row.terms)
    known = _read.get(key)
    if known is None:
        if len(_read) >= MOST_KEPT:
            _read.clear()
        known = _read[key] = read(row.terms)
    return known
