"""Customers take a ticket themselves: once, or once a day, after a quiz where there is one."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.draws import secret, tickets
from polku.act.rewards.draws.terms import DrawTerms, Quiz
from polku.act.rewards.draws.who import refused
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.limits import Limit
from polku.act.rewards.ledger.models import Movement, Program
from polku.kit import clock
from polku.know.teams.begin import the_team

Answers = Sequence[int]


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
    _row, terms = tickets.current(program)
    if word := why_not(program, terms, identities, now=now):
        raise Refused(word)
    if terms.quiz is not None:
        _answer(program, terms.quiz, identities, answers)
    try:
        given = tickets.give(program, identities[:1], cause_of(terms, now=now), by="customer", store=store, now=now)
    except NotLive as problem:
        raise Refused("closed") from problem
    if not given:
        raise Refused("entered" if has_entered(program, terms, identities, now=now) else "full")


def _answer(program: Program, quiz: Quiz, identities: Sequence[int], answers: Answers | None) -> None:
    """There is one try, right or wrong: it is counted before the answers are looked at."""
    if answers is None or len(answers) != len(quiz.questions):
        raise Refused("quiz")
    try:
        with transaction.atomic():
            limits.take(program.pk, [Limit(f"tried:{identities[0]}", 1)])
    except limits.Full as problem:
        raise Refused("tried") from problem
    if right(quiz, answers) < quiz.least:
        raise Refused("missed")


def right(quiz: Quiz, answers: Answers) -> int:
    return sum(given == question.right for given, question in zip(answers, quiz.questions, strict=True))
