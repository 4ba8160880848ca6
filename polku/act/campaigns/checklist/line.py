"""One line of the checklist."""

from dataclasses import dataclass
from typing import Literal

from polku.say.content.problem import Problem

State = Literal["ok", "warning", "blocks"]


@dataclass(frozen=True)
class Line:
    """`key`: what was looked at, for programs. `people`: whom it concerns, where they were counted.

    `is_of_now`: it speaks only against going at once; planned, it may be otherwise by then.
    """

    key: str
    state: State
    sentence: str
    field: str = ""
    people: int | None = None
    is_of_now: bool = False

    @property
    def block(self) -> int | None:
        """The number of the message's block that is meant."""
        return Problem("", field=self.field).block


def ok(key: str, sentence: str, *, people: int | None = None) -> Line:
    return Line(key, "ok", sentence, people=people)


def warning(key: str, sentence: str, *, field: str = "", people: int | None = None) -> Line:
    return Line(key, "warning", sentence, field, people)


def blocks(key: str, problem: Problem) -> Line:
    return Line(key, "blocks", problem.sentence, problem.field)
