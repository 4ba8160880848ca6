"""A chat for one person, drawn even where it is not finished: one looks at it while one writes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.content.holes import Hole, Words
from polku.say.channels.line.content.native import Made, tried
from polku.say.channels.line.content.texts import Braces, Dollars, linked
from polku.say.content.blocks.signs import NOT_CHARACTERS
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.lengths import Bound, clusters, units
from polku.say.content.problem import BrokenTemplate, Problem


class Length(msgspec.Struct, frozen=True):
    """How long a field has become, by both ways of counting. `most`: by the way that holds for it."""

    field: str
    units: int
    graphemes: int
    most: int
    counts_units: bool


class Drawn(msgspec.Struct):
    """`messages`: as LINE takes them, but that a text may be too long. `problems`: why LINE would not take them."""

    messages: list[dict[str, Any]]
    text: str
    problems: list[Problem]
    lengths: list[Length]


def drawn(chat: Chat, facts: Mapping[str, object]) -> Drawn:
    made, problems = tried(chat)
    found = Drawn([], "", list(problems), [])
    values = _values(made, facts, found)
    json = b"".join(part if isinstance(part, bytes) else _filled(part, values, found) for part in made.parts)
    found.messages = msgspec.json.decode(json)
    found.text = "".join(part if isinstance(part, str) else values[part] for part in made.text)
    found.lengths = list(_lengths(made.holes, values))
    found.problems = list(dict.fromkeys(found.problems))
    return found


def _values(made: Made, facts: Mapping[str, object], found: Drawn) -> list[str]:
    values = list(made.values)
    for number, one in made.varying:
        try:
            values[number] = NOT_CHARACTERS.sub("", one.fill(facts))
        except BrokenTemplate as broken:
            found.problems.append(Problem(broken.problem.sentence, broken.problem.line, "blocks"))
    return values


def _filled(hole: Hole, values: Sequence[str], found: Drawn) -> bytes:
    try:
        return hole.json(values, None)
    except BrokenTemplate as broken:
        found.problems.append(broken.problem)
        return msgspec.json.encode(_words(hole, values))


def _lengths(holes: Sequence[Hole], values: Sequence[str]) -> Iterator[Length]:
    for hole in holes:
        if isinstance(hole, Words) and hole.bound is not None:
            yield _length(hole.place, _words(hole, values), hole.bound)
        elif isinstance(hole, Dollars | Braces):
            yield _length(hole.place, _words(hole, values), bound("text", "text"))


def _length(field: str, words: str, limit: Bound) -> Length:
    return Length(field, units(words), clusters(words), limit.most, limit.units)


def _words(hole: Hole, values: Sequence[str]) -> str:
    first, parts = linked(values[hole.numbers[0]] if hole.numbers else "", None)
    return first + "".join(f"${after}" for _key, after in parts)
