"""Customers take a ticket themselves: once, or once a day, after a quiz where there is one."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction

from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.draws import secret, tickets
from polku.act.rewards.draws.terms import DrawTerms, Quiz
from polku.act.rewards.draws.who import refused
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.once import Answer, once
from polku.kit import clock
from polku.know.teams.begin import the_team

Answers = Sequence[int]


class Wanted(msgspec.Struct, frozen=True):
    """`identities`: all of one person's, the leading one first."""

    program: int
    identities: Sequence[int]
    at: datetime
    store: str = ""
    by: str = ""
    answers: Answers | None = None  # of a quiz


def why_not(program: Program, terms: DrawTerms, identities: Sequence[int], *, now: datetime) -> str:
    """Why they cannot take one now: a word of words.py; "" where they can. `identities`: all of one person's."""
    if terms.entry == "given":
        return "only_given"
    if word := tickets.why_not(program, terms, now=now):
        return word
    if has_entered(program, terms, identities, now=now):
        return "entered"
    opened = secret.opened(program.pk, now=now)
    since_ms = clock.to_ms(terms.opens) if terms.opens else opened.opened_ms
    return refused(terms.who, identities[:1], since_ms=since_ms, now=now).get(identities[0], "")


def has_entered(program: Program, terms: DrawTerms, identities: Sequence[int], *, now: datetime) -> bool:
    cause = f"{program.pk}/{cause_of(terms, now=now)}"
    return Movement.objects.filter(cause=cause, identity_id__in=identities).exists()


def cause_of(terms: DrawTerms, *, now: datetime) -> str:
    """Of the ticket that they may take now: the day's, by the clock of the team, or the only one."""
    if terms.entry != "daily":
        return "entered"
    return f"entered:{now.astimezone(ZoneInfo(the_team().time_zone or 'UTC')).date()}"


def enter(
    program: Program, identities: Sequence[int], *, answers: Answers | None = None, store: str = "", now: datetime
) -> None:
    """A ticket for the first of these identities, which are all of one person's. Raises Refused."""
    wanted = Wanted(program.pk, identities, now, store, "customer", answers)
    there = tickets.opened(program, now=now)
    with transaction.atomic():
        word = take(there, wanted)
    if word:
        raise Refused(word)


def enter_once(key: str, wanted: Wanted) -> tuple[Answer, bool]:
    """{"ticket": 812}, and whether they got it just now. Raises Refused, OtherRequest, Program.DoesNotExist."""
    program = Program.objects.get(pk=wanted.program, kind=Program.Kind.DRAW)

    def do() -> Answer:
        there = tickets.opened(program, now=wanted.at)
        if there.terms.mode != "scheduled":
            raise Refused("instant")
        if word := take(there, wanted):
            return {"refused": word}
        cause = f"{program.pk}/{cause_of(there.terms, now=wanted.at)}"
        return {"ticket": Movement.objects.get(cause=cause, identity_id=wanted.identities[0]).pk}

    asked = {"program": program.pk, "person": wanted.identities[0], "store": wanted.store}
    answer, is_new = once(f"enter/{key}", asked, do, now_ms=clock.to_ms(wanted.at))
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer, is_new


def take(there: tickets.Opened, wanted: Wanted) -> str:
    """A ticket, within the caller's transaction. "missed": not enough was right, and the one try is over.

    Raises Refused; then nothing may stay of it.
    """
    may_take(there)
    if not is_right(there, wanted):
        return "missed"
    take_ticket(there, wanted, is_held=False)
    return ""


def may_take(there: tickets.Opened) -> None:
    """Raises Refused where tickets are only given."""
    if there.terms.entry == "given":
        raise Refused("only_given")


def take_ticket(there: tickets.Opened, wanted: Wanted, *, is_held: bool) -> None:
    """Raises Refused. `is_held`: the caller's transaction holds the draw."""
    cause = cause_of(there.terms, now=wanted.at)
    rest = {"by": wanted.by, "store": wanted.store}
    try:
        given = tickets.give_of(there, wanted.identities[:1], cause, is_held=is_held, now=wanted.at, **rest)
    except NotLive as problem:
        raise Refused("closed") from problem
    if not given:
        raise Refused(why_not(there.program, there.terms, wanted.identities, now=wanted.at) or "full")


def is_right(there: tickets.Opened, wanted: Wanted) -> bool:
    """Whether enough of a quiz is answered, where there is one. Raises Refused.

    There is one try, right or wrong: it is counted before the answers are looked at.
    """
    quiz, answers = there.terms.quiz, wanted.answers
    if quiz is None:
        return True
    if word := why_not(there.program, there.terms, wanted.identities, now=wanted.at):
        raise Refused(word)
    if answers is None or len(answers) != len(quiz.questions):
        raise Refused("quiz")
    try:
        limits.take(there.program.pk, [limits.of_person("tried:{one}", wanted.identities, 1)])
    except limits.Full as problem:
        raise Refused("tried") from problem
    return right(quiz, answers) >= quiz.least


def right(quiz: Quiz, answers: Answers) -> int:
    return sum(given == question.right for given, question in zip(answers, quiz.questions, strict=True))
