"""Chats from JSON, and back."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.say.content.blocks import blocks as mails
from polku.say.content.blocks.blocks import Columns, Spacer
from polku.say.content.blocks.read import COLOUR, LANGUAGE, MOST_BLOCKS, MOST_PRODUCTS, TEXT_CHARACTERS
from polku.say.content.chat.blocks import Card, Chat, Flex, Image, Text
from polku.say.content.chat.flex_words import is_too_deep
from polku.say.content.chat.walk import strings
from polku.say.content.problem import BrokenTemplate, Problem

KEY = re.compile(r"[0-9A-Za-z_]{1,20}")  # of what stands within a text
PLACE = re.compile(r" - at `\$(\.?[^`]*)`$")
BYTES = 1_000_000  # of all together, as it is stored


def chat_of(given: Any) -> Chat:
    """From plain values, as JSON decodes to. A mail's footer is left out. Raises BrokenTemplate."""
    try:
        chat = msgspec.convert(_without_footer(given), Chat)
    except msgspec.ValidationError as problem:
        raise BrokenTemplate(_misread(str(problem))) from None
    found = next(iter(_misfits(chat)), None)
    if found is not None:
        raise BrokenTemplate(found)
    return chat


@lru_cache(maxsize=64)
def stored(text: str) -> Chat:
    """As it lies in the database. Raises BrokenTemplate."""
    try:
        return chat_of(msgspec.json.decode(text))
    except msgspec.DecodeError as problem:
        raise BrokenTemplate(Problem(str(problem), field="blocks")) from problem


def to_store(chat: Chat) -> str:
    return msgspec.json.encode(chat).decode()


def plain(chat: Chat) -> dict[str, Any]:
    """As `chat_of` takes it."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(chat))
    return found


def of_text(body: str) -> Chat:
    """A chat of nothing but a text."""
    return Chat((Text(body),))


def _without_footer(given: Any) -> Any:
    blocks = given.get("blocks") if isinstance(given, dict) else None
    if not isinstance(blocks, list):
        return given
    return {**given, "blocks": [one for one in blocks if not (isinstance(one, dict) and one.get("kind") == "footer")]}


def _misread(detail: str) -> Problem:
    """The library's path, $.blocks[0].label, as people count: blocks.1.label."""
    found = PLACE.search(detail)
    place = re.sub(r"\[(\d+)\]", lambda number: f".{int(number[1]) + 1}", found[1] if found else "").strip(".")
    words = detail[: found.start()] if found else detail
    return Problem(_("This is no chat message: {detail}").format(detail=words), field=place or "blocks")


def _misfits(chat: Chat) -> Iterable[Problem]:
    for number, block in enumerate(chat.blocks, start=1):
        if isinstance(block, Flex) and is_too_deep(block.contents):
            # Whatever looks at it goes down level by level.
            yield Problem(_("This is nested too deeply."), field=f"blocks.{number}.contents")
            return
    if len(chat.blocks) > MOST_BLOCKS:
        yield Problem(_("A message has at most {most} blocks.").format(most=MOST_BLOCKS), field="blocks")
    if not COLOUR.fullmatch(chat.accent):
        yield Problem(_("A colour is written like #14795f."), field="accent")
    if not LANGUAGE.fullmatch(chat.language):
        yield Problem(_("A language is written like “en” or “ja”."), field="language")
    if len(to_store(chat)) > BYTES:
        yield Problem(_("The message is too large."), field="blocks")
    for place, text in strings(chat):
        if "\0" in text:
            yield Problem(_("There is a sign in this text that nobody can read."), field=place)
        if len(text) > TEXT_CHARACTERS:
            yield Problem(_("The text is longer than {most} characters.").format(most=TEXT_CHARACTERS), field=place)
    for number, block in enumerate(chat.blocks, start=1):
        yield from _odd_sizes(block, f"blocks.{number}")
        if isinstance(block, Text) and not all(KEY.fullmatch(key) for key in block.substitution):
            sentence = _("What stands within a text has a name of up to 20 letters, digits and _.")
            yield Problem(sentence, field=f"blocks.{number}.substitution")


def _odd_sizes(block: object, place: str) -> Iterable[Problem]:
    match block:
        case Spacer(height=height) if not 4 <= height <= 120:
            yield Problem(_("A space is 4 to 120 pixels high."), field=f"{place}.height")
        case Image(width=width) | mails.Image(width=width) if not 10 <= width <= 100:
            yield Problem(_("A picture is 10 to 100 percent wide."), field=f"{place}.width")
        case mails.Products(count=count) if not 1 <= count <= MOST_PRODUCTS:
            sentence = _("A block shows from 1 to {most} products.").format(most=MOST_PRODUCTS)
            yield Problem(sentence, field=f"{place}.count")
        case Card(blocks=inner):
            for number, one in enumerate(inner, start=1):
                yield from _odd_sizes(one, f"{place}.blocks.{number}")
        case Columns(left=left, right=right):
            for side, pieces in (("left", left), ("right", right)):
                for number, piece in enumerate(pieces, start=1):
                    yield from _odd_sizes(piece, f"{place}.{side}.{number}")
