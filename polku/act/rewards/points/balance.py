"""How many points somebody has, has coming, and what of them ends next."""

from collections.abc import Mapping, Sequence

import msgspec

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Lot, Program, Terms
from polku.act.rewards.points import debts
from polku.act.rewards.points.kept import Kept, Tier, in_turn, kept_each, tiers
from polku.act.rewards.points.off import cost_of, for_money, least_of, off_of
from polku.act.rewards.points.terms import PointsTerms, read


class Balance(msgspec.Struct, frozen=True):
    """Of one program. `pending`: given, and not to be used before `pending_ms` (the first of them). `next_left` of the
    open ones end at `next_ms`; None: none end. `owed`: of what comes next, so many are taken. `tiers`: what can be
    spent, after that, and what it is good for."""

    program: Program
    terms: PointsTerms
    left: int
    pending: int
    owed: int
    next_left: int
    next_ms: int | None
    pending_ms: int | None
    tiers: tuple[Tier, ...] = ()

    @property
    def usable(self) -> int:
        """Of the open ones, after what is owed: what is still to come pays first."""
        return self.left - min(max(self.owed - self.pending, 0), self.left)

    @property
    def worth_minor(self) -> int | None:
        """What those that can be spent take off a price; None: they do not."""
        priced = for_money(self.tiers)
        return off_of(priced, self.usable) if priced or self.terms.rate is not None else None

    @property
    def least(self) -> int | None:
        """So many at once at the least, for money; None: they take none off."""
        found = least_of(self.tiers)
        return self.terms.rate.least if found is None and self.terms.rate is not None else found

    @property
    def costs(self) -> list[int]:
        """What each reward costs this person, in points."""
        return [cost_of(self.tiers, place, now=one.points) for place, one in enumerate(self.terms.rewards)]


def balances_of(identities: Sequence[int], *, now_ms: int) -> list[Balance]:
    """Of one person: of every program that is live, and of others of which they have something."""
    kept = Lot.objects.filter(identity_id__in=identities, left__gt=0, until_ms__gt=now_ms)
    programs = Program.objects.filter(kind=Program.Kind.POINTS, state__in=("live", "paused"))
    lots: dict[int, list[Lot]] = {program.pk: [] for program in programs}
    for lot in kept.filter(program_id__in=list(lots)).order_by("until_ms", "pk"):
        lots[lot.program_id].append(lot)
    promised: dict[int, dict[int, object]] = {program: {} for program in lots}
    for row in Terms.objects.filter(program__in=lots).order_by("number"):
        promised[row.program_id][row.number] = row.terms
    found = [
        _balance(program, promised[program.pk], lots[program.pk], identities, now_ms=now_ms)
        for program in programs.order_by("pk")
    ]
    return [one for one in found if one.program.state == "live" or one.left or one.pending or one.owed]


def _balance(
    program: Program, promised: Mapping[int, object], lots: Sequence[Lot], identities: Sequence[int], *, now_ms: int
) -> Balance:
    usable = [lot for lot in lots if lot.from_ms <= now_ms]
    coming = [lot for lot in lots if lot.from_ms > now_ms]
    owed = sum(debts.owed(program.pk, identities).values())
    ends = min((lot.until_ms for lot in usable if lot.until_ms < FOR_EVER_MS), default=None)
    return Balance(
        program=program,
        terms=read(promised[max(promised)]),
        left=sum(lot.left for lot in usable),
        pending=sum(lot.left for lot in coming),
        owed=owed,
        next_left=sum(lot.left for lot in usable if lot.until_ms == ends),
        next_ms=ends,
        pending_ms=min((lot.from_ms for lot in coming), default=None),
        tiers=_tiers(lots, kept_each(promised.items()), owed, now_ms=now_ms),
    )


def _tiers(lots: Sequence[Lot], promised: Mapping[int, Kept], owed: int, *, now_ms: int) -> tuple[Tier, ...]:
    """What is left to spend when debts are paid."""
    left: dict[int, int] = {}
    for lot in debts.in_turn(lots):
        left[lot.pk] = lot.left - min(owed, lot.left)
        owed -= min(owed, lot.left)
    usable = [lot for lot in in_turn(lots) if lot.from_ms <= now_ms]
    return tiers([(lot.terms, left[lot.pk]) for lot in usable], promised)
