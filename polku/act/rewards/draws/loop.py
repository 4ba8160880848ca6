"""What draws do on the clock: opened, closed, drawn, told, passed on. Killed anywhere, the next round goes on."""

import logging
from datetime import datetime

from django.db.models import Q

from polku.act.rewards.draws import close, drawing, secret, tickets
from polku.act.rewards.draws.models import Draw
from polku.act.rewards.draws.reserves import pass_on
from polku.act.rewards.draws.settle import settle
from polku.act.rewards.draws.terms import DrawTerms, read
from polku.act.rewards.ledger.models import Program, Terms
from polku.kit import clock, seal

log = logging.getLogger(__name__)
ENDED = Program.State.ENDED
_told: set[int] = set()  # draws of which it has been said


def tick(now: datetime) -> int:
    """How much was done."""
    live = Program.objects.filter(kind=Program.Kind.DRAW, state=Program.State.LIVE)
    begun = Draw.objects.values_list("pk", flat=True)
    new = list(live.exclude(pk__in=begun))
    for program in new:
        secret.opened(program.pk, now=now)
    open_ones = list(Draw.objects.filter(Q(done_ms=None) | Q(due_ms__lte=clock.to_ms(now))))
    programs = Program.objects.in_bulk([draw.pk for draw in open_ones])
    return len(new) + sum(_go_on(programs[draw.pk], draw, now=now) for draw in open_ones if draw.pk in programs)


def _go_on(program: Program, draw: Draw, *, now: datetime) -> int:
    row = _terms(program, draw)
    terms = read(row.terms)
    try:
        return (
            _instant(program, draw, row, terms, now=now)
            if terms.mode == "instant"
            else _scheduled(program, draw, row, terms, now=now)
        )
    except seal.SealError:
        if program.pk not in _told:
            log.error("The secret of the draw “%s” was sealed with another POLKU_SECRET_KEY", program.name)  # noqa: TRY400
            _told.add(program.pk)
        return 0


def _instant(program: Program, draw: Draw, row: Terms, terms: DrawTerms, *, now: datetime) -> int:
    if program.state != ENDED and (terms.closes is None or now < terms.closes):
        return 0
    close.close(draw, row.number, now=now)
    drawing.tell_secret(draw, now=now)
    return 1


def _scheduled(program: Program, draw: Draw, row: Terms, terms: DrawTerms, *, now: datetime) -> int:
    if draw.drawn_ms is not None:
        return settle(program, draw, terms, now=now) or pass_on(program, draw, terms, now=now)
    if program.state != Program.State.LIVE or terms.closes is None or now < terms.closes:
        return 0
    if draw.closed_ms is None:
        close.close(draw, row.number, now=now)
        draw.refresh_from_db()
    if not draw.digest:
        close.freeze(draw)
        return 1
    if now < (terms.draws or terms.closes):
        return 0
    try:
        return int(drawing.draw_now(draw, terms, now=now))
    except drawing.NotYet:
        return 0


def _terms(program: Program, draw: Draw) -> Terms:
    """Those that held when it closed; until then, those that hold now."""
    if draw.terms is not None:
        return Terms.objects.get(program=program, number=draw.terms)
    return tickets.current(program)[0]
