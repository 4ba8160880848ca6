"""A template as the reader of its text sees it: what is not marked for translation, and where it stands."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

# Attributes that people read or hear.
SPOKEN = {
    "title",
    "placeholder",
    "aria-label",
    "aria-description",
    "alt",
    "label",
    "content",
    "hx-confirm",
    "hx-prompt",
}
SPOKEN_PREFIXES = ("data-text", "data-label", "data-title", "data-confirm", "data-bs-title", "data-bs-content")
# What these hold is not language: a name in code stays the same everywhere.
NOT_LANGUAGE = {"code", "pre", "kbd", "samp", "script", "style", "svg"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# {% include "x.html" with title="Orders" %} and {{ name|default:"nobody" }} speak too; _("…") marks them.
SPOKEN_ARGUMENT = re.compile(
    r"""\b(?:title|label|text|hint|help|message|description|placeholder|heading|subtitle|confirm|empty|caption|action)"""
    r"""=("[^"]*"|'[^']*')"""
)
SPOKEN_FILTER = re.compile(r"""\|(?:default|default_if_none|yesno|pluralize):("[^"]*"|'[^']*')""")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Unmarked:
    line: int
    text: str


def unmarked(source: str) -> list[Unmarked]:
    """Every piece of text in a template that a person reads and that no translation reaches."""
    page = _Page()
    found = []
    plain = []
    inside = ""
    for token in Lexer(source).tokenize():
        word = token.contents.split(maxsplit=1)[0] if token.contents.split() else ""
        if inside:
            inside = "" if token.token_type == TokenType.BLOCK and word == f"end{inside}" else inside
            plain.append("\n" * token.contents.count("\n"))
        elif token.token_type == TokenType.TEXT:
            plain.append(token.contents)
        else:
            if token.token_type == TokenType.BLOCK and word in {"blocktranslate", "blocktrans", "comment"}:
                inside = word
            found += _spoken_in(token)
            plain.append(" ")
    page.feed("".join(plain))
    page.close()
    return sorted(found + page.found, key=lambda one: one.line)


def _spoken_in(token: Token) -> list[Unmarked]:
    if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
        return []
    said = SPOKEN_FILTER.findall(token.contents)
    if token.token_type == TokenType.BLOCK:
        said += SPOKEN_ARGUMENT.findall(token.contents)
    return [Unmarked(token.lineno or 0, text[1:-1]) for text in said if LETTER.search(text)]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Unmarked] = []
        self._open: list[tuple[str, bool]] = []  # element, and whether its text is language

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_language = self._is_language() and tag not in NOT_LANGUAGE and given.get("translate") != "no"
        if tag not in VOID:
            self._open.append((tag, is_language))
        for name, value in given.items():
            if is_language and _is_spoken(tag, name, given) and LETTER.search(value):
                self.found.append(Unmarked(self.getpos()[0], f'{name}="{value}"'))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        # The two arms of an {% if %} may each open an element: close the nearest of that name, if there is one.
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        if self._is_language() and LETTER.search(data):
            line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self.found.append(Unmarked(line, " ".join(data.split())))

    def _is_language(self) -> bool:
        return not self._open or self._open[-1][1]


def _is_spoken(tag: str, name: str, given: dict[str, str]) -> bool:
    if name == "value":
        return tag == "input" and given.get("type") in {"submit", "button", "reset"}
    if name == "content":
        return tag == "meta" and given.get("name") == "description"
    return name in SPOKEN or name.startswith(SPOKEN_PREFIXES)
