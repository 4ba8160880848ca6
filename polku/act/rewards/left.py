"""How many of a program can still be given out."""

from polku.act.rewards.codes import partner
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.draws.terms import DrawTerms
from polku.act.rewards.kinds import READ
from polku.act.rewards.ledger.models import Counter, Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.programs import latest


def left(program: Program) -> int | None:
    """None: as many as are wanted. By the terms of now, and of a partner's codes those that nobody has."""
    try:
        terms = READ[program.kind](latest(program).terms)
    except TermsProblem:
        return None
    if not isinstance(terms, CouponTerms | DrawTerms):
        return None
    found = []
    if terms.limits.total is not None:
        given = Counter.objects.filter(program_id=program.pk, scope="given").values_list("count", flat=True).first()
        found.append(max(0, terms.limits.total - (given or 0)))
    if isinstance(terms, CouponTerms) and terms.code == "imported":
        found.append(partner.stock(program.pk).free)
    return min(found, default=None)
