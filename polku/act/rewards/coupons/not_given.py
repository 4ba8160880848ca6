"""A coupon that was never used is taken back: it is as if it had not been given."""

from collections.abc import Sequence

from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.models import Counter, Lot, Program, Terms
from polku.act.rewards.ledger.places import THEIRS
from polku.know.people import find

GIVEN = "given"


def count_back(lot: Lot) -> None:
    """It counts in no limit of what is given out any more. Within the transaction that withdraws it."""
    terms = _terms(lot)
    if terms is None:
        return
    if terms.limits.total is not None:
        limits.put_back(lot.program_id, [GIVEN])
    if terms.limits.person is not None:
        limits.put_back(lot.program_id, _counted_of(lot.program_id, lot.identity_id))


def _terms(lot: Lot) -> CouponTerms | None:
    """None where it is no coupon: of others nothing is counted."""
    row = Terms.objects.select_related("program").get(program_id=lot.program_id, number=lot.terms)
    return read(row.terms) if row.program.kind == Program.Kind.COUPON else None


def _counted_of(program_id: int, identity: int) -> Sequence[str]:
    """Under which of a person's names it was counted: another one leads, where they have merged since."""
    names = {identity, *find.other_names([identity]).get(identity, ())}
    theirs = [THEIRS.format(one=one) for one in sorted(names)]
    counted = Counter.objects.filter(program_id=program_id, scope__in=theirs, count__gt=0)
    return sorted(counted.values_list("scope", flat=True))[:1]
