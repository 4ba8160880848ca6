"""Giving tickets: as long as one can enter, to whom it is for, as many as the terms allow."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.conf import settings
from django.db import connection, transaction

from polku.act.rewards.codes import own
from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.draws import secret, sql
from polku.act.rewards.draws.models import Draw
from polku.act.rewards.draws.terms import DrawTerms, read
from polku.act.rewards.draws.who import refused
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger import grant
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.ledger.places import with_room
from polku.kit import clock

AT_ONCE = 5_000


class Opened(msgspec.Struct, frozen=True):
    """A program whose secret has been promised, on the terms that hold now."""

    program: Program
    row: Terms
    terms: DrawTerms
    draw: Draw

    @property
    def since_ms(self) -> int:
        return clock.to_ms(self.terms.opens) if self.terms.opens else self.draw.opened_ms


def current(program: Program) -> tuple[Terms, DrawTerms]:
    """The terms on which tickets are given now."""
    row = Terms.objects.filter(program=program).select_related("program").order_by("-number")[0]
    return row, read(row.terms)


def opened(program: Program, *, now: datetime) -> Opened:
    """Raises Refused while nothing is given or played: then nothing is promised either."""
    row, terms = current(program)
    if word := why_not(program, terms, now=now):
        raise Refused(word)
    return Opened(program, row, terms, secret.opened(program.pk, now=now))


def give(program: Program, people: Sequence[int], cause: str, *, by: str = "", store: str = "", now: datetime) -> int:
    """One to each, once for each cause. Returns how many got one; the others have it, may not, or have enough.

    Raises NotLive before it opens, when it has closed and while it is not live.
    """
    try:
        there = opened(program, now=now)
    except Refused as no:
        raise NotLive from no
    return give_of(there, people, cause, by=by, store=store, now=now)


def give_of(
    there: Opened,
    people: Sequence[int],
    cause: str,
    *,
    by: str = "",
    store: str = "",
    is_held: bool = False,
    now: datetime,
) -> int:
    """The same. `is_held`: nobody closes it meanwhile, for the caller's transaction holds the draw."""
    row, terms = there.row, there.terms
    until_ms = clock.to_ms(terms.closes) if terms.mode == "instant" and terms.closes else grant.FOR_EVER_MS
    given = grant.Given(1, 0, until_ms, store, by)
    ordered = sorted(set(people))
    count = 0
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        out = refused(terms.who, part, since_ms=there.since_ms, now=now)
        part = [one for one in part if one not in out]
        with transaction.atomic():
            if not is_held:
                _hold(row.program_id)
            count += _give(row, terms, part, f"{row.program_id}/{cause}", given, now=now)
    return count


def why_not(program: Program, terms: DrawTerms, *, now: datetime) -> str:
    """A word of words.py while nothing is given or played."""
    if program.state != Program.State.LIVE:
        return "not_live"
    if terms.opens is not None and now < terms.opens:
        return "early"
    return "closed" if terms.closes is not None and now >= terms.closes else ""


def code_of(lot: int) -> str:
    """Of a ticket: known to whoever holds it, and to be guessed by nobody."""
    return own.code_of(lot, key=settings.SECRET_KEY)


def _hold(program_id: int) -> None:
    """Whoever closes it waits until the caller's transaction ends. Raises NotLive when it has closed."""
    lock = "FOR SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(sql.HOLD.format(lock=lock), [program_id])
        (closed_ms,) = cursor.fetchone()
    if closed_ms is not None:
        raise NotLive


def _give(row: Terms, terms: DrawTerms, part: Sequence[int], cause: str, given: grant.Given, *, now: datetime) -> int:
    new = with_room(row.program_id, part, cause, total=terms.limits.total, person=terms.limits.person)
    return grant.grant(row, new, cause, given, now_ms=clock.to_ms(now))
