"""Giving coupons out: as long as there are any, and to nobody more than the terms allow."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from polku.act.rewards.coupons.terms import CouponTerms, Limits, read
from polku.act.rewards.ledger import grant, limits
from polku.act.rewards.ledger.limits import Limit
from polku.act.rewards.ledger.models import Movement, Program, Terms
from polku.kit import clock
from polku.know.teams.begin import the_team

AT_ONCE = 5_000


class NotLive(Exception):
    """Nothing of it is given out now."""


def current(program: Program) -> tuple[Terms, CouponTerms]:
    """The terms on which it is given out now."""
    row = Terms.objects.filter(program=program).select_related("program").order_by("-number")[0]
    return row, read(row.terms)


def issue(program: Program, people: Sequence[int], cause: str, *, by: str = "", store: str = "", now: datetime) -> int:
    """One to each, once for each cause. Returns how many got one; the others have it, have enough, or it ran out.

    Raises NotLive. In parts: said again after a crash, whoever is missing gets theirs.
    """
    if program.state != Program.State.LIVE:
        raise NotLive
    row, terms = current(program)
    begins, ends = terms.valid.window(now=now, zone=the_team().time_zone)
    given = grant.Given(terms.limits.uses, begins, ends, store, by)
    ordered = sorted(set(people))
    parts = [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]
    return sum(_issue(row, terms, part, f"{program.pk}/{cause}", given, now=now) for part in parts)


@transaction.atomic
def _issue(
    row: Terms, terms: CouponTerms, part: Sequence[int], cause: str, given: grant.Given, *, now: datetime
) -> int:
    most = terms.limits
    if most.person is None and most.total is None:
        return grant.grant(row, part, cause, given, now_ms=clock.to_ms(now))
    # Whoever has it of this cause takes no place once more.
    has = set(Movement.objects.filter(cause=cause, identity_id__in=part).values_list("identity_id", flat=True))
    new = _with_room(row.program_id, most, [person for person in part if person not in has])
    return grant.grant(row, new, cause, given, now_ms=clock.to_ms(now))


def _with_room(program_id: int, most: Limits, people: Sequence[int]) -> list[int]:
    """Of these, in their order, those who get one: as long as there are any, and who has not enough of them."""
    chosen: list[int] = []
    while people:
        room = len(people)
        if most.total is not None:
            room = limits.take_some(program_id, Limit("given", most.total), room)
        part, people = people[:room], people[room:]
        if not part:
            break
        theirs = _not_full(program_id, most, part)
        chosen += theirs
        if most.total is not None and len(theirs) < len(part):
            limits.put_back(program_id, ["given"], len(part) - len(theirs))
    return chosen


def _not_full(program_id: int, most: Limits, people: Sequence[int]) -> Sequence[int]:
    if most.person is None:
        return people
    had_room = limits.take_each(program_id, [f"given:{person}" for person in people], most.person)
    return [person for person in people if f"given:{person}" in had_room]
