"""Automatic discounts: the same promise as a coupon, which nobody has to hold or show."""

import json
from datetime import datetime

import msgspec
from django.db import connection

from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.pricing.offer import Offer

# The terms of every live discount, the latest last, and of those that have spent their budget. Each basket asks it: no
# more than it needs.
LIVE = """
SELECT p.id, p.currency, p.budget_minor, p.state, t.terms
FROM reward_program p JOIN reward_terms t ON t.program_id = p.id
WHERE p.kind = 'discount' AND (p.state = 'live' OR p.state = 'paused' AND p.budget_minor IS NOT NULL)
ORDER BY p.id, t.number
"""
MOST_KEPT = 2_000
_read: dict[str, CouponTerms] = {}  # by the JSON of them: to understand it anew takes longer than all the rest


class Discount(msgspec.Struct, frozen=True):
    """`program`: its number. `why`: it is used up; "": it is not, as far as was asked."""

    program: int
    currency: str
    terms: CouponTerms
    budget_minor: int | None = None
    is_live: bool = True
    why: str = ""

    @property
    def key(self) -> str:
        """By which it is known among coupons, whose keys are numbers."""
        return f"discount:{self.program}"

    def offer(self) -> Offer:
        terms = self.terms
        return Offer(self.key, terms.benefit, terms.conditions, self.currency, terms.is_stackable)


def live(now: datetime) -> list[Discount]:
    """Those that hold at this instant, on their latest terms. One question."""
    return [one for one in holding(now) if one.is_live]


def holding(now: datetime) -> list[Discount]:
    """With those that were paused and have a budget: `used_up.py` tells which of them have spent it."""
    with connection.cursor() as cursor:
        cursor.execute(LIVE)
        latest = {row[0]: row for row in cursor.fetchall()}
    found = [
        Discount(number, currency, _terms(terms), budget_minor, state == Program.State.LIVE)
        for number, currency, budget_minor, state, terms in latest.values()
    ]
    return [one for one in found if _holds(one.terms, now)]


def one(number: int) -> Discount | None:
    """In whatever state; None where there is no such discount."""
    rows = Terms.objects.filter(program=number, program__kind=Program.Kind.DISCOUNT).select_related("program")
    row = rows.order_by("number").last()
    return Discount(number, row.program.currency, read(row.terms)) if row is not None else None


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
