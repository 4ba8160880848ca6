"""Automatic discounts: the same promise as a coupon, which nobody has to hold or show."""

import json
from datetime import datetime

import msgspec
from django.db import connection

from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.pricing.offer import Offer

# The terms of every live discount, the latest last. Each basket asks it: no more than it needs.
LIVE = """
SELECT p.id, p.currency, t.terms
FROM reward_program p JOIN reward_terms t ON t.program_id = p.id
WHERE p.kind = 'discount' AND p.state = 'live'
ORDER BY p.id, t.number
"""
MOST_KEPT = 2_000
_read: dict[str, CouponTerms] = {}  # by the JSON of them: to understand it anew takes longer than all the rest


class Discount(msgspec.Struct, frozen=True):
    """`program`: its number."""

    program: int
    currency: str
    terms: CouponTerms

    @property
    def key(self) -> str:
        """By which it is known among coupons, whose keys are numbers."""
        return f"discount:{self.program}"

    def offer(self) -> Offer:
        terms = self.terms
        return Offer(self.key, terms.benefit, terms.conditions, self.currency, terms.is_stackable)


def live(now: datetime) -> list[Discount]:
    """Those that hold at this instant, on their latest terms. One question."""
    with connection.cursor() as cursor:
        cursor.execute(LIVE)
        latest = {number: (currency, terms) for number, currency, terms in cursor.fetchall()}
    found = [Discount(number, currency, _terms(terms)) for number, (currency, terms) in latest.items()]
    return [one for one in found if _holds(one.terms, now)]


def _holds(terms: CouponTerms, now: datetime) -> bool:
    valid = terms.valid
    return (valid.begins is None or valid.begins <= now) and (valid.ends is None or now < valid.ends)


def _terms(given: str) -> CouponTerms:
    known = _read.get(given)
    if known is None:
        if len(_read) >= MOST_KEPT:
            _read.clear()
        known = _read[given] = read(json.loads(given))
    return known
