"""Playing a ticket of an instant game: asked for with a key, decided in one transaction, and then it stays so."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from django.db import connection

from polku.act.rewards import prizes
from polku.act.rewards.draws import enter, odds, secret, sql, tickets
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.order import mark
from polku.act.rewards.draws.terms import DrawTerms, read
from polku.act.rewards.draws.told import tell_of
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger import limits, use
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Act, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import Answer, once
from polku.kit import clock
from polku.know.teams.begin import the_team

CONSOLATION = "consolation"


class Wanted(msgspec.Struct, frozen=True):
    """`identities`: all of one person's, the leading one first."""

    program: int
    identities: Sequence[int]
    at: datetime
    store: str = ""
    by: str = ""
    answers: Sequence[int] | None = None  # of a quiz


def play(key: str, wanted: Wanted) -> tuple[Answer, bool]:
    """{"number": 12, "prize": "bike", "title": …, "consolation": false}, and whether it happened just now.

    "prize" is empty where nothing is won. Raises Refused, OtherRequest, Program.DoesNotExist.
    """
    asked = {"program": wanted.program, "person": wanted.identities[0], "store": wanted.store}
    program = Program.objects.get(pk=wanted.program, kind=Program.Kind.DRAW)
    draw = secret.opened(program.pk, now=wanted.at)
    taken = _take(key, program, wanted)
    try:
        return once(f"play/{key}", asked, lambda: _play(key, program, draw, wanted), now_ms=clock.to_ms(wanted.at))
    except Full as problem:
        raise Refused("day") from problem
    except use.NothingLeft as problem:
        raise Refused(taken or "no_ticket") from problem


def _take(key: str, program: Program, wanted: Wanted) -> str:
    """The ticket that they may take now, where they have none; kept also if it is not played after all.

    Why they get none, in a word: whoever asks again with the same key is answered all the same.
    """
    held = Lot.objects.filter(program_id=program.pk, identity_id__in=wanted.identities, left__gt=0)
    if held.exists() or Act.objects.filter(key=f"play/{key}").exists():
        return ""
    _row, terms = tickets.current(program)
    if terms.mode != "instant":
        raise Refused("scheduled")
    try:
        enter.enter(program, wanted.identities, answers=wanted.answers, store=wanted.store, now=wanted.at)
    except Refused as no:
        if no.word != "entered":
            raise
        return no.word
    return ""


def _play(key: str, program: Program, draw: Draw, wanted: Wanted) -> Answer:
    now_ms = clock.to_ms(wanted.at)
    _row, terms = tickets.current(program)
    if terms.mode != "instant":
        raise Refused("scheduled")
    if word := tickets.why_not(program, terms, now=wanted.at):
        raise Refused(word)
    used = _use(key, program, terms, wanted)
    terms = read(Terms.objects.get(program=program, number=used.terms).terms)  # on which the ticket was given
    number = _next(draw)
    rolled = odds.roll(secret.of(draw), number, terms.prizes)
    fallen = odds.fallen_on(terms.prizes, rolled)
    person = wanted.identities[0]
    prize = fallen if fallen is not None and _is_theirs(program, terms, fallen.key, fallen.stock, person) else None
    gives = prize.gives if prize is not None else terms.consolation.gives if terms.consolation is not None else None
    cause = f"draw/{program.pk}/{number}"
    is_given = gives is not None and prizes.give(
        gives, used.identity_id, cause, by=wanted.by, store=wanted.store, now=wanted.at
    )
    key_of = prize.key if prize is not None else CONSOLATION if is_given else ""
    result = DrawResult.objects.create(
        program_id=program.pk,
        number=number,
        mark=mark(draw.salt, tickets.code_of(used.lot or 0)),
        identity_id=used.identity_id,
        terms=used.terms,
        roll=str(rolled),
        prize=key_of,
        was_out=fallen is not None and prize is None,
        is_given=is_given,
        at_ms=now_ms,
        store=wanted.store,
        by=wanted.by,
    )
    title = titled(terms, key_of)
    tell_of(program, [(result, title)], now_ms=now_ms)
    return {"number": number, "prize": key_of, "title": title, "consolation": key_of == CONSOLATION}


def titled(terms: DrawTerms, key: str) -> str:
    """What a prize is called; "" for none."""
    if key == CONSOLATION and terms.consolation is not None:
        return terms.consolation.title
    return next((prize.title for prize in terms.prizes if prize.key == key), "")


def _use(key: str, program: Program, terms: DrawTerms, wanted: Wanted) -> Movement:
    """A ticket that they have. Raises use.NothingLeft, Full."""
    day = wanted.at.astimezone(ZoneInfo(the_team().time_zone or "UTC")).date()
    most = terms.limits.person_day
    daily = [Limit(f"used:{wanted.identities[0]}:{day}", most)] if most is not None else []
    asked = use.Use(f"play/{key}", 1, store=wanted.store, by=wanted.by, limits=daily)
    (used,) = use.spend(program, wanted.identities, asked, now_ms=clock.to_ms(wanted.at))
    return used


def _next(draw: Draw) -> int:
    """Whoever plays at the same instant waits here: so the record has every number, and each one once."""
    with connection.cursor() as cursor:
        cursor.execute(sql.NEXT, [draw.pk])
        row = cursor.fetchone()
    if row is None:
        raise Refused("closed")
    return int(row[0])


def _is_theirs(program: Program, terms: DrawTerms, key: str, stock: int, person: int) -> bool:
    """Whether there is one left, and they may win once more; counted."""
    if terms.wins_person is not None and not limits.take_some(program.pk, Limit(f"won:{person}", terms.wins_person), 1):
        return False
    if limits.take_some(program.pk, Limit(f"stock:{key}", stock), 1):
        return True
    if terms.wins_person is not None:
        limits.put_back(program.pk, [f"won:{person}"])
    return False
