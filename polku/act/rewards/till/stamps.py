"""Stamping a card at the till."""

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import Answer
from polku.act.rewards.stamps.cards import Card
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.titles import titles
from polku.act.rewards.till.acts import Done, Press, do, serve_once
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import NO_PROGRAM, REFUSED, TillProblem
from polku.act.rewards.till.visit import Visit, opened

MOST = 50


def give(press: Press, *, visit: str, program: int, count: int) -> tuple[Answer, bool]:
    """As the card's terms allow: they say how often, and may double them. Raises TillProblem."""
    press.teller.only_at(press.store)
    whose = opened(visit, press.teller, now_ms=press.now_ms)
    row = Program.objects.filter(pk=program, kind=Program.Kind.STAMPS).first()
    if row is None:
        raise TillProblem(NO_PROGRAM)
    asked = {"person": whose.named, "program": program, "count": count}
    try:
        return do(press, TillAct.Kind.STAMPS, asked, lambda: _give(press, whose, row, min(max(count, 1), MOST)))
    except Refused as no:
        raise TillProblem(REFUSED, no.sentence) from no


def _give(press: Press, whose: Visit, program: Program, count: int) -> Done:
    serve_once(whose, f"stamps/{program.pk}", now_ms=press.now_ms)
    name = whose.leading
    card = stamp(program, name.id, count, press.cause, now=press.pressed_at, store=press.store, by=press.teller.name)
    return Done(
        name.id,
        _told(card, program),
        program_id=program.pk,
        movement=card.stamp,
        amount=count,
    )


def _told(card: Card, program: Program) -> Answer:
    named = titles([*card.given, *card.missed])
    return {
        "program": program.pk,
        "title": card.terms.title,
        "has": card.has,
        "size": card.terms.size,
        "filled": card.filled,
        "rewards": [named[one] for one in card.given if named[one]],
        "missed": [named[one] for one in card.missed if named[one]],
    }
