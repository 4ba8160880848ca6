"""Looking a chat over: what cannot be kept, and what must be finished before anybody gets it, on whatever platform."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from polku.say.content import check as texts_check
from polku.say.content.blocks.blocks import Button, Columns, Product, Products
from polku.say.content.chat import blocks as kinds
from polku.say.content.chat import pictures
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.walk import texts
from polku.say.content.conditions import check as conditions_check
from polku.say.content.problem import Problem
from polku.say.content.products.fitting import fitting

MOST_PROBLEMS = 50


def problems(chat: Chat) -> list[Problem]:
    """What stands in the way of keeping it. A problem's `field` is a place: "blocks.2.actions.1.label"."""
    found = [problem for place, text in texts(chat) if "{" in text for problem in texts_check.check(text, field=place)]
    found += conditions_check.problems(chat)
    return found[:MOST_PROBLEMS]


def unfinished(chat: Chat) -> list[Problem]:
    """What must be there before it is sent."""
    found = [] if chat.blocks else [Problem(_("The message is empty."), field="blocks")]
    for number, block in enumerate(chat.blocks, start=1):
        found += _missing(block, place=f"blocks.{number}")
    found += pictures.gone(chat)
    return found[:MOST_PROBLEMS]


def _missing(block: object, *, place: str) -> Iterator[Problem]:
    match block:
        case kinds.Text(text=text) if not text.strip():
            yield Problem(_("A text is missing: write one, or remove the block."), field=f"{place}.text")
        case Button():
            if not block.label.strip():
                yield Problem(_("The button has no words."), field=f"{place}.label")
            if not block.url.strip():
                yield Problem(_("The button leads nowhere: give it an address."), field=f"{place}.url")
        case kinds.Image(src="") | kinds.Imagemap(src=""):
            yield Problem(_("A picture is missing: choose one, or remove the block."), field=f"{place}.src")
        case Product():
            if not block.title.strip():
                yield Problem(_("The product has no name."), field=f"{place}.title")
            if block.label.strip() and not block.url.strip():
                yield Problem(_("The button leads nowhere: give it an address."), field=f"{place}.url")
        case Products() if not fitting(block):
            yield Problem(_("No product of the catalog fits here, or none is in stock."), field=place)
        case Products() if not any(one.url for one in fitting(block)):
            yield Problem(_("In a chat products need the address of a page, and none of these has one."), field=place)
        case Columns():
            for side, inner in (("left", block.left), ("right", block.right)):
                for number, one in enumerate(inner, start=1):
                    yield from _missing(one, place=f"{place}.{side}.{number}")
        case kinds.Card():
            if not block.blocks:
                yield Problem(_("The card is empty."), field=f"{place}.blocks")
            for number, piece in enumerate(block.blocks, start=1):
                yield from _missing(piece, place=f"{place}.blocks.{number}")
