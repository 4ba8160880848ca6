"""Playing a ticket of an instant game: asked for with a key, decided in one transaction, and then it stays so."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import connection

from polku.act.rewards import prizes
from polku.act.rewards.draws import enter, odds, secret, sql, tickets
from polku.act.rewards.draws.enter import Wanted as Wanted
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.order import mark
from polku.act.rewards.draws.terms import DrawTerms, read
from polku.act.rewards.draws.told import tell_of
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger import limits, use
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import Answer, once
from polku.kit import clock
from polku.know.teams.begin import the_team

CONSOLATION = "consolation"


def play(key: str, wanted: Wanted) -> tuple[Answer, bool]:
    """{"number": 12, "prize": "bike", "title": …, "consolation": false}, and whether it happened just now.

    Whoever has no ticket takes the one that they may take now, in the same transaction. "prize" is empty where nothing
    is won. Raises Refused, OtherRequest, Program.DoesNotExist.
    """
    asked = {"program": wanted.program, "person": wanted.identities[0], "store": wanted.store}
    program = Program.objects.get(pk=wanted.program, kind=Program.Kind.DRAW)
    try:
        answer, is_new = once(f"play/{key}", asked, lambda: _play(key, program, wanted), now_ms=clock.to_ms(wanted.at))
    except Full as problem:
        raise Refused("day") from problem
    except use.NothingLeft as problem:
        raise Refused("no_ticket") from problem
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer, is_new


def _play(key: str, program: Program, wanted: Wanted) -> Answer:
    now_ms = clock.to_ms(wanted.at)
    there = tickets.opened(program, now=wanted.at)
    draw, terms = there.draw, there.terms
    if terms.mode != "instant":
        raise Refused("scheduled")
    held = Lot.objects.filter(program_id=program.pk, identity_id__in=wanted.identities, left__gt=0)
    has_one = held.filter(until_ms__gt=now_ms).exists()
    if not has_one:
        enter.may_take(there)
        if not enter.is_right(there, wanted):
            return {"refused": "missed"}
    number = _next(draw)  # before anything that others may hold: two never wait for each other
    if not has_one:
        enter.take_ticket(there, wanted, is_held=True)
    used = _use(key, program, terms, wanted)
    if used.terms != there.row.number:  # on which the ticket was given
        terms = read(Terms.objects.get(program=program, number=used.terms).terms)
    rolled = odds.roll(secret.of(draw), number, terms.prizes)
    fallen = odds.fallen_on(terms.prizes, rolled)
    is_theirs = fallen is not None and _is_theirs(program, terms, fallen.key, fallen.stock, wanted.identities)
    prize = fallen if is_theirs else None
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
    daily, most = list[Limit](), terms.limits.person_day
    if most is not None:
        day = wanted.at.astimezone(ZoneInfo(the_team().time_zone or "UTC")).date()
        daily.append(limits.of_person(f"used:{{one}}:{day}", wanted.identities, most))
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


def _is_theirs(program: Program, terms: DrawTerms, key: str, stock: int, names: Sequence[int]) -> bool:
    """Whether there is one left, and they may win once more, whatever they are called; counted."""
    won = limits.of_person("won:{one}", names, terms.wins_person) if terms.wins_person is not None else None
    if won is not None and not limits.take_some(program.pk, won, 1):
        return False
    if limits.take_each(program.pk, [f"stock:{key}"], stock):
        return True
    if won is not None:
        limits.put_back(program.pk, [won.scope])
    return False
