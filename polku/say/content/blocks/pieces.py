"""The pieces of a mail that people wrote: each read once, filled in for each person, escaped for where it stands."""

import re
from collections.abc import Mapping
from html import escape
from typing import Literal

import msgspec

from polku.say.content.blocks import signs
from polku.say.content.blocks.addresses import safe_link
from polku.say.content.blocks.marks import marked
from polku.say.content.link_tags.tags import NONE, Tags
from polku.say.content.quick import Quick, quick

Kind = Literal["rich", "words", "link"]
HOLE = re.compile(r"zzhole(\d+)zz")


class Filled(msgspec.Struct, frozen=True):
    html: str
    text: str


class Piece(msgspec.Struct, frozen=True):
    """`template` is None where there is nothing to fill in."""

    kind: Kind
    source: str
    template: Quick | None
    tags: Tags = NONE  # of its links

    def fill(self, facts: Mapping[str, object]) -> Filled:
        """Raises BrokenTemplate."""
        filled = self.source if self.template is None else self.template.fill(facts)
        match self.kind:
            case "rich":
                tagged = self.tags.tagged
                return Filled(signs.to_html(filled, tagged), signs.to_text(filled, tagged).strip())
            case "link":
                url = self.tags.tagged(safe_link(filled))
                return Filled(escape(url or "#"), url)
        line = " ".join(filled.split())
        return Filled(signs.words(line), signs.NOT_CHARACTERS.sub("", line))


def piece(kind: Kind, text: str, tags: Tags = NONE) -> Piece:
    """Raises BrokenTemplate."""
    source = marked(text) if kind == "rich" else text
    return Piece(kind, source, quick(source) if "{{" in source or "{%" in source else None, tags)


class Holes:
    """The pieces of one mail, and how the mail speaks of them before it is filled in."""

    def __init__(self, tags: Tags = NONE) -> None:
        self.pieces: list[Piece] = []
        self._tags = tags
        self._known: dict[tuple[Kind, str], str] = {}

    def hole(self, kind: Kind, text: str) -> str:
        """What stands in the MJML for this text. Raises BrokenTemplate."""
        if (kind, text) not in self._known:
            self._known[kind, text] = f"zzhole{len(self.pieces)}zz"
            self.pieces.append(piece(kind, text, self._tags))
        return self._known[kind, text]


def cut(whole: str) -> list[str | int]:
    """A text with holes as its parts: what stays, and the numbers of holes."""
    parts = HOLE.split(whole)
    return [int(part) if nth % 2 else part for nth, part in enumerate(parts) if nth % 2 or part]
