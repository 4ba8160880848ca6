"""After a drawing: winners get what they have won, everybody learns it, tickets are used up. In parts, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from polku.act.rewards import prizes
from polku.act.rewards.draws import claims, sql
from polku.act.rewards.draws.models import Draw, DrawEntry, DrawResult
from polku.act.rewards.draws.play import CONSOLATION, titled
from polku.act.rewards.draws.terms import DrawTerms
from polku.act.rewards.draws.told import tell_lost, tell_of
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.kit import bulk, clock

AT_ONCE = 500


def settle(program: Program, draw: Draw, terms: DrawTerms, *, now: datetime) -> int:
    """A part of it. Returns how many tickets; 0 when all is done."""
    return _winners(program, terms, now=now) or _others(program, draw, terms, now=now)


@transaction.atomic
def _winners(program: Program, terms: DrawTerms, *, now: datetime) -> int:
    claims.hold(program.pk)  # whoever settles beside us waits, and then finds them told
    rows = list(DrawResult.objects.filter(program_id=program.pk, is_told=False).order_by("number")[:AT_ONCE])
    until_ms = claims.until_ms(terms, now=now)
    of_key = {prize.key: prize for prize in terms.prizes}
    for row in rows:
        gives = of_key[row.prize].gives
        if gives is not None and row.identity_id is not None:
            row.is_given = prizes.give(gives, row.identity_id, f"draw/{program.pk}/{row.number}", now=now)
        row.is_told = True
        row.claim_ms = None if row.is_given else until_ms
    DrawResult.objects.bulk_update(rows, ["is_given", "is_told", "claim_ms"])
    claims.look_again(program.pk)
    tell_of(program, [(row, titled(terms, row.prize)) for row in rows], now_ms=clock.to_ms(now))
    return len(rows)


@transaction.atomic
def _others(program: Program, draw: Draw, terms: DrawTerms, *, now: datetime) -> int:
    locked = Draw.objects.select_for_update().get(pk=draw.pk)
    if locked.done_ms is not None:
        return 0
    entries = DrawEntry.objects.filter(program_id=program.pk, mark__gt=locked.told).order_by("mark")
    part = list(entries[:AT_ONCE])
    if not part:
        Draw.objects.filter(pk=draw.pk).update(done_ms=clock.to_ms(now))
        return 0
    won = _who_won(program.pk, [one.person for one in part])
    lost = [one for one in part if one.mark == one.person and one.person not in won and one.identity_id is not None]
    _console(program, terms, {one.identity_id: one.person for one in lost if one.identity_id is not None}, now=now)
    _use_up([one.lot for one in part if one.lot is not None], now_ms=clock.to_ms(now))
    Draw.objects.filter(pk=draw.pk).update(told=part[-1].mark)
    return len(part)


def _who_won(program_id: int, persons: Sequence[str]) -> set[str]:
    """Of these people, by the marks of their first tickets."""
    won = DrawResult.objects.filter(program_id=program_id).exclude(prize="").values("mark")
    theirs = DrawEntry.objects.filter(program_id=program_id, person__in=set(persons), mark__in=won)
    return set(theirs.values_list("person", flat=True))


def _console(program: Program, terms: DrawTerms, people: Mapping[int, str], *, now: datetime) -> None:
    """`people`: with the marks of their first tickets. Reserves too: a consolation stays if they move up."""
    got, places = [], _reserves(program.pk, people)
    if terms.consolation is not None:
        gives, cause = terms.consolation.gives, f"draw/{program.pk}/lost"
        got = [one for one in people if prizes.give(gives, one, cause, now=now)]
        consoled = CONSOLATION, terms.consolation.title
        tell_lost(program, got, *consoled, reserves=places, now_ms=clock.to_ms(now))
    tell_lost(program, sorted(set(people) - set(got)), reserves=places, now_ms=clock.to_ms(now))


def _reserves(program_id: int, people: Mapping[int, str]) -> dict[int, int]:
    """The best place of each who has one among the reserves."""
    drawn = DrawResult.objects.filter(program_id=program_id, reserve__gt=0).order_by("-reserve")
    places = dict(drawn.values_list("mark", "reserve"))
    theirs = DrawEntry.objects.filter(program_id=program_id, person__in=set(people.values()), mark__in=places)
    best: dict[str, int] = {}
    for ticket, person in theirs.values_list("mark", "person"):
        best[person] = min(places[ticket], best.get(person, places[ticket]))
    return {one: best[person] for one, person in people.items() if person in best}


def _use_up(lots: Sequence[int], *, now_ms: int) -> None:
    held = list(Lot.objects.select_for_update().filter(pk__in=lots, left__gt=0).order_by("pk"))
    kind = Movement.Kind.USE
    rows = [
        (
            lot.program_id,
            lot.terms,
            lot.identity_id,
            kind,
            lot.pk,
            lot.left,
            f"drawn:{lot.pk}",
            0,
            now_ms,
            0,
            "",
            "",
            "",
        )
        for lot in held
    ]
    with connection.cursor() as cursor:
        bulk.write(cursor, sql.USED, rows, vendor=connection.vendor)
        bulk.remove(cursor, sql.EMPTY, [lot.pk for lot in held], vendor=connection.vendor)
