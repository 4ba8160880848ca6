"""What is wrong with a template, in words and at its line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`sentence` is in the reader's language; `line` counts from 1, or is None where the whole text is meant."""

    sentence: str
    line: int | None = None
    field: str = ""  # "subject" or "body", where a message has several

    def __str__(self) -> str:
        return self.sentence


class ContentError(Exception):
    """Something is wrong with a message's text."""


class BrokenTemplate(ContentError):
    """A template cannot be read, or not be filled in for this person."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
