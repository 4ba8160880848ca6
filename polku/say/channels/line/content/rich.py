"""A mail's formatted text in a card: paragraphs, lists, bold and italic words, and links that can be pressed."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.content.holes import Address, ThroughUs, encode, led
from polku.say.content.blocks.signs import SIGN
from polku.say.content.problem import BrokenTemplate

STYLES: Mapping[str, dict[str, str]] = {"b": {"weight": "bold"}, "e": {"style": "italic"}}


class Rich(msgspec.Struct, frozen=True):
    """The components of one text: an array. `look`: what each of its texts has; `link`: the colour of links."""

    number: int
    place: str
    look: dict[str, Any]
    link: str

    @property
    def numbers(self) -> Sequence[int]:
        return (self.number,)

    def json(self, values: Sequence[str], through_us: ThroughUs, /) -> bytes:
        return encode(list(_components(values[self.number], self, through_us)))


class _Line:
    """One paragraph, or one item of a list, as it grows."""

    def __init__(self, before: str = "") -> None:
        self.spans: list[dict[str, str]] = []
        self.links: list[str] = []
        self.before = before

    def add(self, words: str, style: Mapping[str, str]) -> None:
        if not words:
            return
        if self.spans and {k: v for k, v in self.spans[-1].items() if k not in {"type", "text"}} == style:
            self.spans[-1]["text"] += words
        else:
            self.spans.append({"type": "span", "text": words, **style})

    def component(self, look: Mapping[str, Any], uri: str) -> dict[str, Any] | None:
        if not "".join(span["text"] for span in self.spans).strip():
            return None
        if self.before:
            self.spans.insert(0, {"type": "span", "text": self.before})
        made: dict[str, Any] = {"type": "text", "wrap": True, **look}
        if all(len(span) == 2 for span in self.spans):
            made["text"] = "".join(span["text"] for span in self.spans)
        else:
            made["contents"] = self.spans
        return made | ({"action": {"type": "uri", "uri": uri}} if uri else {})


def _components(filled: str, hole: Rich, through_us: ThroughUs) -> list[dict[str, Any]]:
    lines: list[_Line] = [_Line()]
    styles: list[str] = []
    first, *parts = filled.split(SIGN)
    lines[-1].add(first, {})
    for part in parts:
        letter, words = part[0], part[1:]
        match letter:
            case "p":
                lines.append(_Line())
            case "i" | "#":
                number, _semicolon, after = words.partition(";") if letter == "#" else ("", "", words)
                words = after
                lines.append(_Line(f"{number}. " if number else "• "))
            case "n":
                words = f"\n{words}"
            case "b" | "e":
                styles.append(letter)
            case "B" | "E" if letter.lower() in styles:
                styles.remove(letter.lower())
            case "a":
                lines[-1].links.append(words)
                words = ""
            case "t":
                styles.append("a")
            case "A" if "a" in styles:
                styles.remove("a")
        lines[-1].add(words, _style(styles, hole.link))
    made = [one.component(hole.look, _uri(one, hole, through_us)) for one in lines]
    return [one for one in made if one is not None]


def _style(styles: Sequence[str], link: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for style in styles:
        found |= STYLES.get(style, {"color": link, "decoration": "underline"})
    return found


def _uri(line: _Line, hole: Rich, through_us: ThroughUs) -> str:
    """A press on the line opens its first link: words alone cannot be pressed in a card. A broken link is none."""
    for url in line.links:
        try:
            return led(url, Address(0, hole.place, bound("action", "uri").most), through_us)
        except BrokenTemplate:
            continue
    return ""
