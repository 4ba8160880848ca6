"""Giving coupons out: as long as there are any, and to nobody more than the terms allow."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from polku.act.rewards.codes import partner
from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.ledger import grant
from polku.act.rewards.ledger.models import Movement, Program, Terms
from polku.act.rewards.ledger.places import with_room
from polku.kit import clock
from polku.kit.bulk import no_cycles
from polku.know.teams.begin import the_team

AT_ONCE = 5_000


class NotLive(Exception):
    """Nothing of it is given out now."""


def current(program: Program) -> tuple[Terms, CouponTerms]:
    """The terms on which it is given out now."""
    row = Terms.objects.filter(program=program).select_related("program").order_by("-number")[0]
    return row, read(row.terms)


def is_given(program: Program, *, is_promised: bool) -> bool:
    """Whether any is given now. `is_promised`: for a full card, a draw, a friend: then also while it is paused."""
    return program.state == Program.State.LIVE or (is_promised and program.state == Program.State.PAUSED)


def issue(
    program: Program,
    people: Sequence[int],
    cause: str,
    *,
    by: str = "",
    store: str = "",
    now: datetime,
    is_promised: bool = False,
) -> int:
    """One to each, once for each cause. Returns how many got one; the others have it, have enough, or it ran out.

    Raises NotLive. In parts: said again after a crash, whoever is missing gets theirs.
    """
    if not is_given(program, is_promised=is_promised):
        raise NotLive
    row, terms = current(program)
    begins, ends = terms.valid.window(now=now, zone=the_team().time_zone)
    given = grant.Given(terms.limits.uses, begins, ends, store, by)
    ordered = sorted(set(people))
    parts = [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]
    return sum(_issue(row, terms, part, f"{program.pk}/{cause}", given, now=now) for part in parts)


@no_cycles()  # of a million small values, none of them in one
@transaction.atomic
def _issue(
    row: Terms, terms: CouponTerms, part: Sequence[int], cause: str, given: grant.Given, *, now: datetime
) -> int:
    most, codes = terms.limits, list[int]()
    if terms.code == "imported":
        part = with_room(row.program_id, part, cause, total=None, person=None)
        codes = partner.free(row.program_id, len(part))
        part = part[: len(codes)]
    new = with_room(row.program_id, part, cause, total=most.total, person=most.person)
    granted = grant.grant(row, new, cause, given, now_ms=clock.to_ms(now))
    if codes:
        lots = Movement.objects.filter(cause=cause, identity_id__in=new, kind=Movement.Kind.GRANT)
        numbers = list(lots.values_list("pk", flat=True))
        partner.take(codes, sorted(set(numbers) - partner.of_lots(numbers).keys()))
    return granted
