"""Which coupons staff may give to whoever stands there: what is live and in stock, at the stores of its terms."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from polku.act.rewards.codes import partner
from polku.act.rewards.coupons.not_given import GIVEN
from polku.act.rewards.coupons.redeem import day_of
from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.coupons.used_up import Counts, counts_of
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.ledger.places import THEIRS
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.usable import lines_of
from polku.act.rewards.till.visit import Visit
from polku.know.teams.begin import the_team


class ToGive(msgspec.Struct, frozen=True):
    """`why`: it cannot be given to them now; "": it can."""

    program: int
    title: str
    line: str
    why: str


def to_give(found: Visit, teller: Teller, *, store: str, now: datetime) -> list[ToGive]:
    """In the order in which they were made. `store`: "" where none is said."""
    there = [(program, terms) for program, terms in _offered() if may_be_given(terms, store=store, now=now)]
    if not there:
        return []
    staff, theirs = staff_scope(teller, now), theirs_of(found.numbers)
    counts = counts_of([program.pk for program, _terms in there], [GIVEN, staff, *theirs])
    line = lines_of(terms for _program, terms in there)
    return [
        ToGive(
            program.pk, terms.title, line(terms, program.currency), why_not(program.pk, terms, counts, staff, theirs)
        )
        for program, terms in there
        if not _is_out(program, terms, counts)
    ]


def may_be_given(terms: CouponTerms, *, store: str, now: datetime) -> bool:
    """By whoever stands there; whether there is any is another question."""
    is_here = not terms.conditions.stores or store in terms.conditions.stores
    is_over = terms.valid.ends is not None and terms.valid.ends <= now
    return terms.is_by_staff and is_here and not is_over


def why_not(program: int, terms: CouponTerms, counts: Counts, staff: str, theirs: Sequence[str]) -> str:
    """In a sentence; "": nothing is against it."""
    most = terms.limits
    if most.person is not None and sum(counts.get((program, one), 0) for one in theirs) >= most.person:
        return _("They have had as many of it as each may have.")
    if most.staff_day is not None and counts.get((program, staff), 0) >= most.staff_day:
        return _("You have given as many of it today as you may.")
    return ""


def staff_scope(teller: Teller, now: datetime) -> str:
    """Under which it is counted what one of the staff gives on one day, by the team's clock."""
    return f"staff:{teller.name}:{day_of(now, ZoneInfo(the_team().time_zone or 'UTC'))}"


def theirs_of(names: Sequence[int]) -> list[str]:
    """Under which it is counted what somebody was given."""
    return [THEIRS.format(one=one) for one in sorted(names)]


def _offered() -> Iterator[tuple[Program, CouponTerms]]:
    """Live ones of which the terms of now say so. One question, and what a budget has stopped is not live."""
    newest = Terms.objects.filter(program=OuterRef("program")).order_by("-number").values("number")[:1]
    live = {"program__kind": Program.Kind.COUPON, "program__state": Program.State.LIVE}
    rows = Terms.objects.filter(terms__is_by_staff=True, number=Subquery(newest), **live)
    for row in rows.select_related("program").order_by("program_id"):
        yield row.program, read(row.terms)


def _is_out(program: Program, terms: CouponTerms, counts: Mapping[tuple[int, str], int]) -> bool:
    if terms.limits.total is not None and counts.get((program.pk, GIVEN), 0) >= terms.limits.total:
        return True
    return terms.code == "imported" and not partner.has_free(program.pk)
