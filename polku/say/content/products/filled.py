"""Messages with the products of the catalog in the place of the blocks that ask for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from polku.kit import clock
from polku.kit.amounts import money
from polku.know.catalog.models import CatalogProduct
from polku.say.content.blocks import read as mail_read
from polku.say.content.blocks.blocks import Columns, Mail, Product, Products
from polku.say.content.chat import actions as can
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Card, Carousel, Chat
from polku.say.content.chat.parts import CarouselColumn
from polku.say.content.conditions.shown import says_nothing
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.products.fitting import fitting

SIGN = '"products"'  # in JSON; where it does not stand there is nothing to look up
LASTS_S = 30.0
MOST_KEPT = 200
TITLE, TEXT, LABEL = 40, 60, 20  # characters that a column of a messenger has room for
BRACES = re.compile(r"\{(?=[{%#])")

Written = TypeVar("Written", bound=Mail | Chat)
_kept: dict[tuple[str, str], tuple[float, str]] = {}


def filled_stored(text: str, content: str) -> str:
    """The same of blocks as they lie in the database, of the last so many seconds. Raises BrokenTemplate."""
    if SIGN not in text:
        return text
    now, known = clock.monotonic(), _kept.get((text, content))
    if known is not None and now < known[0]:
        return known[1]
    if content == "chat":
        found = chat_read.to_store(or_nothing(chat_read.stored(text)))
    else:
        found = mail_read.to_store(or_nothing(mail_read.stored(text)))
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[text, content] = (now + LASTS_S, found)
    return found


def filled(written: Written) -> Written:
    """As of now. Whoever sees the block sees its products."""
    with override(written.language.lower() or "en"):
        one = _in_chat if isinstance(written, Chat) else _in_mail
        blocks = tuple(piece for block in written.blocks for piece in _alike(block, one))
    return msgspec.structs.replace(written, blocks=blocks) if blocks != written.blocks else written


def as_written(problems: Sequence[Problem], chat: Chat) -> list[Problem]:
    """Of what a chat has become, by the numbers of its blocks as written: one without products is none of them."""
    if not any(isinstance(block, Products) for block in chat.blocks):
        return list(problems)
    places = [number for number, block in enumerate(chat.blocks, start=1) if _in_chat(block)]
    return [replace(one, field=_numbered(one.field, places)) for one in problems]


def _numbered(field: str, places: Sequence[int]) -> str:
    first, dot, rest = field.partition(".")
    number, more, after = rest.partition(".")
    if first != "blocks" or not number.isdecimal() or not 0 < int(number) <= len(places):
        return field
    return f"{first}{dot}{places[int(number) - 1]}{more}{after}"


def or_nothing(written: Written) -> Written:
    """The same. Raises BrokenTemplate where it says nothing but products, and there are none."""
    found = filled(written)
    if found is not written and says_nothing(found):
        raise BrokenTemplate(Problem(_("No product of the catalog fits here, or none is in stock.")))
    return found


def shown(block: Products) -> list[Product]:
    """Each as a block of its own, in the language that is active."""
    return [_product(one, block) for one in fitting(block)]


def _alike(block: Any, make: Any) -> Iterator[Any]:
    for piece in make(block):
        has_own = block.only_if is None or piece is block or piece.only_if == block.only_if
        yield piece if has_own else msgspec.structs.replace(piece, only_if=block.only_if)


def _in_mail(block: Any) -> Sequence[Any]:
    """Two beside each other; an odd last one, and a single one, alone."""
    if not isinstance(block, Products):
        return [_within(block)]
    found = shown(block)
    if block.look == "list":
        return found
    pairs = [found[at : at + 2] for at in range(0, len(found), 2)]
    return [Columns((pair[0],), (pair[1],)) if len(pair) == 2 else pair[0] for pair in pairs]


def _in_chat(block: Any) -> Sequence[Any]:
    """Cards side by side: all of them lead somewhere, and all or none have a picture."""
    if not isinstance(block, Products):
        return [_within(block)]
    found = [one for one in fitting(block) if one.url]
    has_pictures = all(one.picture for one in found)
    columns = tuple(_column(one, block, has_picture=has_pictures) for one in found)
    return [Carousel(columns, aspect="square" if has_pictures else "rectangle")] if columns else []


def _within(block: Any) -> Any:
    """Where it stands in a column or on a card, its products stand one below another."""
    match block:
        case Columns(left=left, right=right):
            return msgspec.structs.replace(block, left=_inner(left), right=_inner(right))
        case Card(blocks=blocks):
            return msgspec.structs.replace(block, blocks=_inner(blocks))
    return block


def _inner(blocks: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(
        piece
        for block in blocks
        for piece in _alike(block, lambda one: shown(one) if isinstance(one, Products) else [_within(one)])
    )


def _product(one: CatalogProduct, block: Products) -> Product:
    price, former = _prices(one)
    label = block.label.strip() or (_("Have a look") if one.url else "")
    return Product(
        title=_plainly(one.name),
        price=price,
        former=former,
        src=one.picture,
        alt=_plainly(one.name) if one.picture else "",
        url=_plainly(one.url),
        label=label if one.url else "",
    )


def _column(one: CatalogProduct, block: Products, *, has_picture: bool) -> CarouselColumn:
    price, former = _prices(one)
    text = _("{price} (before: {former})").format(price=price, former=former) if former else price
    label = block.label.strip() or _("Have a look")
    return CarouselColumn(
        text=_short(text, TEXT),
        title=_short(_plainly(one.name), TITLE),
        src=one.picture if has_picture else "",
        actions=(can.Link(_short(label, LABEL), _plainly(one.url)),),
    )


def _prices(one: CatalogProduct) -> tuple[str, str]:
    former = money(one.former_minor, one.currency) if one.former_minor is not None else ""
    return money(one.price_minor, one.currency), former


def _plainly(text: str) -> str:
    """What a shop calls something is no template, whatever stands in it."""
    return BRACES.sub("{\u2060", text)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
