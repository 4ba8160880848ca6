"""Reserves: whoever was drawn after the last prize. A prize that is lost goes to the next of them, each once."""

from datetime import datetime

from django.db import transaction

from polku.act.rewards import prizes
from polku.act.rewards.draws import claims
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.play import titled
from polku.act.rewards.draws.terms import DrawTerms
from polku.act.rewards.draws.told import tell_forfeited, tell_of
from polku.act.rewards.ledger.models import Program
from polku.kit import clock

UNCLAIMED, GONE = "unclaimed", "gone"  # not claimed in time; the reserve was forgotten meanwhile


@transaction.atomic
def pass_on(program: Program, draw: Draw, terms: DrawTerms, *, now: datetime) -> int:
    """What has not been claimed in time is lost; what is lost for good goes on. Returns how many prizes were."""
    locked, now_ms = claims.hold(draw.pk), clock.to_ms(now)
    if locked.due_ms is None or locked.due_ms > now_ms:
        return 0
    late = claims.standing(program.pk).filter(claimed_ms=None, claim_ms__lte=now_ms)
    late.update(out_ms=now_ms, out_why=UNCLAIMED)
    lost = DrawResult.objects.filter(program_id=program.pk, passed_ms=None, out_ms__isnull=False).order_by("number")
    final = [row for row in lost if not row.out_by or (row.out_ms or 0) + claims.UNDO_MS <= now_ms]
    for row in final:
        _pass(program, terms, row, now=now)
    claims.look_again(program.pk)
    return len(final)


def _pass(program: Program, terms: DrawTerms, lost: DrawResult, *, now: datetime) -> None:
    """To the next reserve; to the one after where nobody knows any more who that is."""
    now_ms = clock.to_ms(now)
    waiting = DrawResult.objects.filter(program_id=program.pk, reserve__gt=0, instead=None).order_by("reserve")
    for one in waiting:
        _end(program, terms, lost, now_ms=now_ms)
        one.prize, one.instead, one.moved_ms = lost.prize, lost.number, now_ms
        if one.identity_id is not None:
            _win(program, terms, one, now=now)
            return
        one.out_ms, one.out_why = now_ms, GONE
        lost = one
    _end(program, terms, lost, now_ms=now_ms)


def _end(program: Program, terms: DrawTerms, lost: DrawResult, *, now_ms: int) -> None:
    lost.passed_ms = now_ms
    lost.save()
    tell_forfeited(program, lost, titled(terms, lost.prize), now_ms=now_ms)


def _win(program: Program, terms: DrawTerms, one: DrawResult, *, now: datetime) -> None:
    gives = next(prize.gives for prize in terms.prizes if prize.key == one.prize)
    if gives is not None and one.identity_id is not None:
        one.is_given = prizes.give(gives, one.identity_id, f"draw/{program.pk}/{one.number}", now=now)
    if not one.is_given:
        one.claim_ms = claims.until_ms(terms, now=now)
    one.save()
    tell_of(program, [(one, titled(terms, one.prize))], now_ms=clock.to_ms(now))
