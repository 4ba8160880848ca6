"""What terms of a draw cannot mean."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from polku.say.content.problem import Problem

if TYPE_CHECKING:
    from polku.act.rewards.draws.terms import DrawTerms

MOST_PRIZES = 10_000
MOST_TICKETS = 10**9  # "one in …": their common multiple stays a number that can be read
KEPT = ("consolation",)  # keys that mean something else


def wrong(terms: DrawTerms) -> Problem | None:
    """The first of them."""
    checks = (*_of_prizes(terms), *_of_reserves(terms), *_of_times(terms), *_of_people(terms))
    return next((Problem(sentence, field=field) for field, is_wrong, sentence in checks if is_wrong), None)


def _of_prizes(terms: DrawTerms) -> Iterator[tuple[str, bool, str]]:
    prizes, keys = terms.prizes, [prize.key for prize in terms.prizes]
    is_instant = terms.mode == "instant"
    yield "title", not terms.title.strip(), _("Say what it is.")
    yield "prizes", not 1 <= len(prizes) <= 50, _("A draw has 1 to 50 kinds of prizes.")
    yield "prizes", any(not prize.title.strip() for prize in prizes), _("Say what each prize is.")
    yield (
        "prizes",
        any(not key.isidentifier() or len(key) > 40 or key in KEPT for key in keys) or len(set(keys)) < len(keys),
        _("Each prize has a key of its own: letters, digits and _."),
    )
    yield "prizes", any(prize.stock < 1 for prize in prizes), _("Of each prize there is one or more.")
    yield (
        "prizes",
        not is_instant and terms.prizes_together > MOST_PRIZES,
        _("A draw has {most} prizes at the most.").format(most=f"{MOST_PRIZES:,}"),
    )
    chances = [prize.chance for prize in prizes]
    yield "prizes", is_instant and None in chances, _("Say how likely each prize is: one of how many tickets.")
    yield "prizes", not is_instant and chances != [None] * len(chances), _("Only an instant game has odds.")
    fair = [one for one in chances if one is not None and 1 <= one.wins <= one.of <= MOST_TICKETS]
    yield (
        "prizes",
        is_instant and len(fair) < len(chances),
        _("Of so many tickets, one or more win, and not all twice."),
    )
    together = sum((Fraction(one.wins, one.of) for one in fair), Fraction())
    yield "prizes", is_instant and together > 1, _("The odds together are more than certain.")
    yield (
        "prizes",
        is_instant and lcm(*(one.of for one in fair)) > 10**30,
        _("These odds have no common number: use round ones."),
    )
    given = [one.gives for one in (*prizes, terms.consolation) if one is not None and one.gives is not None]
    yield "prizes", any(one.amount < 1 for one in given), _("What is given is one or more.")


def _of_reserves(terms: DrawTerms) -> Iterator[tuple[str, bool, str]]:
    is_scheduled, days = terms.mode == "scheduled", terms.claim_days
    yield (
        "reserves",
        not 0 <= terms.reserves <= MOST_PRIZES,
        _("A draw has {most} reserves at the most.").format(most=f"{MOST_PRIZES:,}"),
    )
    yield "reserves", bool(terms.reserves) and not is_scheduled, _("Only a draw at a time has reserves.")
    yield "claim_days", days is not None and not 1 <= days <= 366, _("Prizes are claimed within 1 to 366 days.")
    yield "claim_days", days is not None and not is_scheduled, _("Only prizes of a draw at a time are claimed.")


def _of_times(terms: DrawTerms) -> Iterator[tuple[str, bool, str]]:
    is_scheduled = terms.mode == "scheduled"
    yield "closes", is_scheduled and terms.closes is None, _("Say until when one can enter.")
    yield (
        "closes",
        terms.opens is not None and terms.closes is not None and terms.closes <= terms.opens,
        _("It ends before it begins."),
    )
    yield (
        "draws",
        terms.draws is not None and (terms.closes is None or terms.draws < terms.closes),
        _("It is drawn when nobody can enter any more."),
    )
    yield "draws", terms.draws is not None and not is_scheduled, _("An instant game is not drawn at a time.")
    yield "face", terms.face != "plain" and is_scheduled, _("Wheels and scratch cards are for instant games.")
    yield "mixes", bool(terms.mixes) and not is_scheduled, _("Only a draw at a time can mix in a public number.")


def _of_people(terms: DrawTerms) -> Iterator[tuple[str, bool, str]]:
    limits = (terms.limits.total, terms.limits.person, terms.limits.person_day, terms.wins_person)
    yield "limits", min((one for one in limits if one is not None), default=1) < 1, _("A limit is one or more.")
    yield "who.least_age", not 0 <= terms.who.least_age <= 120, _("An age is from 0 to 120 years.")
    yield (
        "who.countries",
        any(len(one) != 2 or not one.isascii() or not one.isupper() for one in terms.who.countries),
        _("A country has two capital letters: FI, JP."),
    )
    quiz = terms.quiz
    if quiz is not None:
        asked = quiz.questions
        yield "quiz", not 1 <= len(asked) <= 50, _("A quiz has 1 to 50 questions.")
        yield (
            "quiz",
            any(not one.text.strip() or len(one.answers) < 2 or not 0 <= one.right < len(one.answers) for one in asked),
            _("Each question has two answers or more, and one of them is right."),
        )
        yield "quiz", not 0 <= quiz.least <= len(asked), _("Say how many answers must be right.")
        yield "entry", terms.entry == "given", _("A quiz is answered by customers themselves.")
