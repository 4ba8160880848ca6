"""Mails from JSON, and back."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.say.content.blocks.blocks import Footer, Image, Mail, Product, Products, Spacer, Text, texts, walk
from polku.say.content.problem import BrokenTemplate, Problem

MOST_PRODUCTS = 10  # of one block: so many cards does a messenger have side by side
MOST_BLOCKS = 100  # also of those in columns together
TEXT_CHARACTERS = 20_000  # of one text
COLOUR = re.compile(r"#[0-9a-f]{6}")
LANGUAGE = re.compile(r"([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")


def mail_of(given: Any) -> Mail:
    """From plain values, as JSON decodes to. Raises BrokenTemplate."""
    try:
        mail = msgspec.convert(given, Mail)
    except msgspec.ValidationError as problem:
        raise BrokenTemplate(Problem(_("This is no mail: {detail}").format(detail=problem), field="blocks")) from None
    found = next(iter(_misfits(mail)), None)
    if found is not None:
        raise BrokenTemplate(found)
    return with_footer(mail)


@lru_cache(maxsize=64)
def stored(text: str) -> Mail:
    """As it lies in the database. Raises BrokenTemplate."""
    try:
        return mail_of(msgspec.json.decode(text))
    except msgspec.DecodeError as problem:
        raise BrokenTemplate(Problem(str(problem), field="blocks")) from problem


def to_store(mail: Mail) -> str:
    return msgspec.json.encode(mail).decode()


def plain(mail: Mail) -> dict[str, Any]:
    """As `mail_of` takes it."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(mail))
    return found


def of_text(body: str) -> Mail:
    """A mail of nothing but a text."""
    return with_footer(Mail((Text(body),)))


def with_footer(mail: Mail) -> Mail:
    """A mail ends with its footer: there is one, and it is the last block."""
    others = tuple(block for block in mail.blocks if not isinstance(block, Footer))
    last = next((block for block in mail.blocks if isinstance(block, Footer)), Footer())
    return msgspec.structs.replace(mail, blocks=(*others, last))


def _misfits(mail: Mail) -> Iterable[Problem]:
    blocks = walk(mail.blocks)
    if len(blocks) > MOST_BLOCKS:
        yield Problem(_("A mail has at most {most} blocks.").format(most=MOST_BLOCKS), field="blocks")
    if not COLOUR.fullmatch(mail.accent):
        yield Problem(_("A colour is written like #14795f."), field="accent")
    if not LANGUAGE.fullmatch(mail.language):
        yield Problem(_("A language is written like “en” or “ja”."), field="language")
    for number, block in blocks:
        where = f"blocks.{number}"
        if any(len(text) > TEXT_CHARACTERS for _field, text in texts(block)):
            yield Problem(_("The text is longer than {most} characters.").format(most=TEXT_CHARACTERS), field=where)
        match block:
            case Spacer(height=height) if not 4 <= height <= 120:
                yield Problem(_("A space is 4 to 120 pixels high."), field=where)
            case Image(width=width) if not 10 <= width <= 100:
                yield Problem(_("A picture is 10 to 100 percent wide."), field=where)
            case Products(count=count) if not 1 <= count <= MOST_PRODUCTS:
                sentence = _("A block shows from 1 to {most} products.").format(most=MOST_PRODUCTS)
                yield Problem(sentence, field=where)
            case Products(keys=keys, category=category) if len(keys) + len(category) > TEXT_CHARACTERS:
                yield Problem(_("The text is longer than {most} characters.").format(most=TEXT_CHARACTERS), field=where)
            case Image(src=src) | Product(src=src) if len(src) > 2_000:
                yield Problem(_("The address of the picture is too long."), field=where)
