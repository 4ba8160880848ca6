"""Setting a chat: messages as plain values, in which holes stand for all that people wrote."""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from polku.say.channels.line.content.bounds import bound, most
from polku.say.channels.line.content.holes import Address, Alt, Hole, Words
from polku.say.content.blocks.signs import SIGN
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.lengths import Bound
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.quick import Quick, quick

CUT = re.compile(f'"{SIGN}([0-9]+){SIGN}"'.encode())
CUT_TEXT = re.compile(f"{SIGN}([0-9]+){SIGN}")


class Setting:
    """One chat being set: its templates, each once; its holes; what is wrong with it."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.quicks: list[Quick] = []
        self.holes: list[Hole] = []
        self.problems: list[Problem] = []
        self._numbers: dict[str, int] = {}

    def words(self, text: str, place: str, limit: Bound | None = None, *, is_required: bool = True) -> str:
        """What stands in the JSON for a text."""
        return self.hole(Words(self.number(text, place), place, limit, is_required))

    def line(self, text: str, place: str, limit: Bound, *, is_required: bool = True) -> str:
        """The same for a text of one line: a label, a title."""
        return self.hole(Words(self.number(text, place), place, limit, is_required, is_line=True))

    def address(self, url: str, place: str, *, longest: int = 0, is_followed: bool = True) -> str:
        """What stands there for an address to open."""
        longest = longest or bound("action", "uri").most
        return self.hole(Address(self.number(url, place), place, longest, is_followed))

    def alt(self, text: str, place: str, section: str) -> str:
        return self.hole(Alt(self.number(text, place), bound(section, "alt_text").most))

    def text(self, text: str) -> str:
        """What stands for it in a plain text."""
        return f"{SIGN}{self.number(text, 'blocks')}{SIGN}"

    def hole(self, hole: Hole) -> str:
        self.holes.append(hole)
        return f"{SIGN}{len(self.holes) - 1}{SIGN}"

    def number(self, source: str, place: str, *, made: Callable[[str], str] | None = None) -> int:
        """A template's number. `made`: what the template is made of the text by, where that can fail."""
        try:
            source = made(source) if made is not None else source
            found = self._numbers.get(source)
            if found is None:
                self.quicks.append(quick(source))
                found = self._numbers[source] = len(self.quicks) - 1
        except BrokenTemplate as broken:
            self.problems.append(_at(broken, place))
            return self.number("", place)
        return found

    def wrong(self, sentence: str, place: str) -> None:
        self.problems.append(Problem(sentence, field=place))

    def count(self, found: int, section: str, name: str, place: str, sentence: str) -> None:
        """`sentence` says {most} where there are too many."""
        if found > most(section, name):
            self.wrong(sentence.format(most=most(section, name)), place)


def cut(messages: list[dict[str, Any]]) -> list[bytes | int]:
    """The JSON as its parts: what stays, and the numbers of holes."""
    parts = CUT.split(msgspec.json.encode(messages))
    return [int(part) if nth % 2 else part for nth, part in enumerate(parts) if nth % 2 or part]


def cut_text(text: str) -> list[str | int]:
    """The same of a plain text: numbers of templates."""
    parts = CUT_TEXT.split(text)
    return [int(part) if nth % 2 else part for nth, part in enumerate(parts) if nth % 2 or part]


def _at(broken: BrokenTemplate, place: str) -> Problem:
    return Problem(broken.problem.sentence, broken.problem.line, place)
