"""How many points somebody has, has coming, and what of them ends next."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Lot, Program, Terms
from polku.act.rewards.points import debts
from polku.act.rewards.points.off import off_of
from polku.act.rewards.points.terms import PointsTerms, read


class Balance(msgspec.Struct, frozen=True):
    """Of one program. `pending`: given, and not to be used before `pending_ms` (the first of them). `next_left` of the
    open ones end at `next_ms`; None: none end. `owed`: of what comes next, so many are taken."""

    program: Program
    terms: PointsTerms
    left: int
    pending: int
    owed: int
    next_left: int
    next_ms: int | None
    pending_ms: int | None

    @property
    def usable(self) -> int:
        """Of the open ones, after what is owed: what is still to come pays first."""
        return self.left - min(max(self.owed - self.pending, 0), self.left)

    @property
    def worth_minor(self) -> int | None:
        """What the open ones take off a price; None: they do not."""
        rate = self.terms.rate
        return off_of(rate, self.left) if rate is not None else None


def balances_of(identities: Sequence[int], *, now_ms: int) -> list[Balance]:
    """Of one person: of every program that is live, and of others of which they have something."""
    kept = Lot.objects.filter(identity_id__in=identities, left__gt=0, until_ms__gt=now_ms)
    programs = Program.objects.filter(kind=Program.Kind.POINTS, state__in=("live", "paused"))
    lots: dict[int, list[Lot]] = {program.pk: [] for program in programs}
    for lot in kept.filter(program_id__in=list(lots)).order_by("until_ms", "pk"):
        lots[lot.program_id].append(lot)
    latest = {row.program_id: row.terms for row in Terms.objects.filter(program__in=lots).order_by("number")}
    found = [
        _balance(program, read(latest[program.pk]), lots[program.pk], identities, now_ms=now_ms)
        for program in programs.order_by("pk")
    ]
    return [one for one in found if one.program.state == "live" or one.left or one.pending or one.owed]


def _balance(
    program: Program, terms: PointsTerms, lots: Sequence[Lot], identities: Sequence[int], *, now_ms: int
) -> Balance:
    usable = [lot for lot in lots if lot.from_ms <= now_ms]
    coming = [lot for lot in lots if lot.from_ms > now_ms]
    ends = min((lot.until_ms for lot in usable if lot.until_ms < FOR_EVER_MS), default=None)
    return Balance(
        program=program,
        terms=terms,
        left=sum(lot.left for lot in usable),
        pending=sum(lot.left for lot in coming),
        owed=sum(debts.owed(program.pk, identities).values()),
        next_left=sum(lot.left for lot in usable if lot.until_ms == ends),
        next_ms=ends,
        pending_ms=min((lot.from_ms for lot in coming), default=None),
    )
