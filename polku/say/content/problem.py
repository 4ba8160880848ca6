"""What is wrong with a template, in words and at its line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`sentence` is in the reader's language; `line` counts from 1, or is None where the whole text is meant."""

    sentence: str
    line: int | None = None
    field: str = ""  # "subject" or "body", where a message has several; of a mail also "blocks.3", "blocks.4.left.1"

    @property
    def block(self) -> int | None:
        """The number of the mail's block that is meant, or that holds it."""
        name, _dot, number = self.field.partition(".")
        return int(number.split(".")[0]) if name == "blocks" and number else None

    def __str__(self) -> str:
        return self.sentence


class ContentError(Exception):
    """Something is wrong with a message's text."""


class BrokenTemplate(ContentError):
    """A template cannot be read, or not be filled in for this person."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class TooSlow(BrokenTemplate):
    """Filling it in took too much computing. Once that may be chance: when Python tidies its memory, that is in it."""


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
