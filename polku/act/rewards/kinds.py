"""The kinds of programs that there are, and how each reads its terms."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from polku.act.rewards.benefits import terms as benefit_terms
from polku.act.rewards.bounds import bounded
from polku.act.rewards.coupons import terms as coupon_terms
from polku.act.rewards.draws import changes as draw_changes
from polku.act.rewards.draws import terms as draw_terms
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers import terms as offer_terms
from polku.act.rewards.points import terms as points_terms
from polku.act.rewards.ranks import terms as ranks_terms
from polku.act.rewards.referrals import terms as referral_terms
from polku.act.rewards.stamps import terms as stamp_terms

# From JSON; raises TermsProblem.
READ: Mapping[str, Callable[[Any], msgspec.Struct]] = {
    Program.Kind.COUPON: coupon_terms.read,
    Program.Kind.DISCOUNT: coupon_terms.read,
    Program.Kind.STAMPS: stamp_terms.read,
    Program.Kind.DRAW: draw_terms.read,
    Program.Kind.POINTS: points_terms.read,
    Program.Kind.RANKS: ranks_terms.read,
    Program.Kind.REFERRAL: referral_terms.read,
    Program.Kind.BENEFIT: benefit_terms.read,
    Program.Kind.OFFER: offer_terms.read,
}

# What may not be changed any more of a program that has begun: by its kind, from which terms to which.
MAY_CHANGE: Mapping[str, Callable[[Program, Any, Any], None]] = {Program.Kind.DRAW: draw_changes.may_change}


def stored(kind: str, given: Any) -> Any:
    """The terms as they are kept: whatever was left out is said, and of sets the order. Raises TermsProblem."""
    terms = READ[kind](given)
    bounded(terms)
    if isinstance(terms, coupon_terms.CouponTerms):
        coupon_terms.to_be_kept(terms)
    return msgspec.json.decode(msgspec.json.encode(terms, order="deterministic"))  # as JSON gives them back


def may_change(program: Program, before: Any, after: Any) -> None:
    """Terms as they are kept. Raises TermsProblem."""
    check, read = MAY_CHANGE.get(program.kind), READ[program.kind]
    if check is not None:
        check(program, read(before), read(after))
