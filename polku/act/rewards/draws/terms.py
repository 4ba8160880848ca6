"""What a draw or a game promises: read from JSON, strictly."""

from typing import Any, Literal

import msgspec

from polku.act.rewards.draws.sound import wrong
from polku.act.rewards.ledger.promise import Instant, TermsProblem, understood
from polku.act.rewards.prizes import Prize


class Chance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of so many tickets, so many win: exactly, as a fraction."""

    of: int
    wins: int = 1


class DrawPrize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`key`: its name in records, never changed. `gives`: by itself, on the ledger; None: the team hands it over."""

    key: str
    title: str
    stock: int
    chance: Chance | None = None  # of an instant game
    gives: Prize | None = None


class Consolation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For whoever wins nothing else, as long as there is any."""

    title: str
    gives: Prize


class Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that are named must hold. `born`: the trait that says it. `stores`: at each of them since it opened."""

    least_age: int = 0
    born: str = "birthday"
    countries: frozenset[str] = frozenset()  # two letters
    segment: int | None = None
    stores: frozenset[str] = frozenset()


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    answers: tuple[str, ...]
    right: int  # its place, from 0


class Quiz(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many right answers are a ticket; there is one try."""

    questions: tuple[Question, ...]
    least: int


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """None: none. Of tickets given out: `total`, `person`. Of an instant game: tickets played in a day."""

    total: int | None = None
    person: int | None = None
    person_day: int | None = None


class DrawTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    mode: Literal["scheduled", "instant"]
    prizes: tuple[DrawPrize, ...]
    face: Literal["plain", "scratch", "wheel"] = "plain"
    entry: Literal["given", "once", "daily"] = "once"  # by whom: only given by the team; or taken by the customer
    consolation: Consolation | None = None
    who: Who = Who()
    quiz: Quiz | None = None
    opens: Instant | None = None
    closes: Instant | None = None
    draws: Instant | None = None  # None: when it has closed
    limits: Limits = Limits()
    wins_person: int | None = 1
    reserves: int = 0  # so many are drawn after the last prize
    claim_days: int | None = None  # so long a prize that the team hands over can be claimed; None: without an end
    mixes: str = ""  # which number of the public's is mixed in, once it is known: the numbers of a lottery, say
    how: str = ""

    @property
    def prizes_together(self) -> int:
        return sum(prize.stock for prize in self.prizes)


def read(given: Any) -> DrawTerms:
    """Raises TermsProblem."""
    terms = understood(given, DrawTerms)
    if found := wrong(terms):
        raise TermsProblem(found)
    return terms
