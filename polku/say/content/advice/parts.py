"""What advice looks at, whatever it was written as: pictures, links, headings and words, each with its place."""

from collections.abc import Iterator
from typing import Any

import msgspec

from polku.say.content.blocks import blocks as mails
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.marks import marked
from polku.say.content.blocks.signs import SIGN
from polku.say.content.chat import blocks as kinds
from polku.say.content.chat.actions import Link as LinkAction
from polku.say.content.chat.blocks import Chat
from polku.say.content.link_tags.tags import IN_TEXT
from polku.say.content.problem import BrokenTemplate
from polku.say.content.products.filled import shown


class Picture(msgspec.Struct, frozen=True):
    field: str
    src: str
    alt: str


class Link(msgspec.Struct, frozen=True):
    """`words`: what can be pressed; the address itself where it stands bare."""

    field: str
    words: str
    url: str


class Words(msgspec.Struct, frozen=True):
    field: str
    text: str
    look: str = ""  # of headings: large, small, banner


class Parts(msgspec.Struct):
    pictures: list[Picture] = []
    links: list[Link] = []
    words: list[Words] = []
    products: list[tuple[str, mails.Products]] = []
    buttons: int = 0
    has_accent: bool = False  # words stand on the chosen colour

    @property
    def headings(self) -> list[Words]:
        return [one for one in self.words if one.look]


def parts_of(written: Mail | Chat | str) -> Parts:
    found = Parts()
    if isinstance(written, str):
        _text(found, written, "body")
        return found
    for number, block in enumerate(written.blocks, start=1):
        _block(found, block, f"blocks.{number}")
    if isinstance(written, Chat):
        _pressed(found, written.quick_replies, "quick_replies")
    return found


def _block(found: Parts, block: Any, field: str) -> None:
    match block:
        case mails.Heading():
            found.words.append(Words(f"{field}.text", block.text, block.look))
            found.has_accent = found.has_accent or block.look == "banner"
        case mails.Text() | kinds.Text():
            _text(found, block.text, f"{field}.text")
        case mails.Button():
            found.buttons += 1
            found.has_accent = True
            _link(found, field, block.label, block.url)
        case mails.Image() | kinds.Image():
            found.pictures.append(Picture(field, block.src, block.alt))
            _link(found, field, block.alt, block.url)
        case mails.Product():
            found.words.append(Words(f"{field}.title", " ".join((block.title, block.text, block.price, block.former))))
            if block.src:
                found.pictures.append(Picture(field, block.src, block.alt))
            found.has_accent = found.has_accent or bool(block.label)
            _link(found, field, block.label or block.title, block.url)
        case mails.Products():
            found.products.append((field, block))
            for product in shown(block):
                _block(found, product, field)
        case mails.Columns():
            for side in ("left", "right"):
                for number, one in enumerate(getattr(block, side), start=1):
                    _block(found, one, f"{field}.{side}.{number}")
        case kinds.Card():
            for number, one in enumerate(block.blocks, start=1):
                _block(found, one, f"{field}.blocks.{number}")
        case mails.Footer():
            _text(found, block.address, f"{field}.address", counts=False)
        case kinds.Imagemap() | kinds.Buttons() | kinds.Confirm() | kinds.Carousel() | kinds.ImageCarousel():
            _native(found, block, field)


def _native(found: Parts, block: Any, field: str) -> None:
    """What a messenger has more."""
    if isinstance(block, kinds.Imagemap):
        found.pictures.append(Picture(field, block.src, block.alt))
    said = (getattr(block, "title", ""), getattr(block, "text", ""))
    found.words += [Words(f"{field}.text", " ".join(said))] if any(said) else []
    for number, one in enumerate(getattr(block, "columns", ()), start=1):
        words = " ".join((getattr(one, "title", ""), getattr(one, "text", "")))
        found.words += [Words(f"{field}.columns.{number}.text", words)] if words.strip() else []
    _pressed(found, block, field)


def _pressed(found: Parts, value: Any, field: str) -> None:
    """Every link among the actions within."""
    if isinstance(value, LinkAction):
        _link(found, field, value.label, value.url)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            _pressed(found, getattr(value, name), f"{field}.{name}")
    elif isinstance(value, tuple):
        for number, one in enumerate(value, start=1):
            _pressed(found, one, f"{field}.{number}")


def _link(found: Parts, field: str, words: str, url: str) -> None:
    if url.strip():
        found.links.append(Link(field, words, url))


def _text(found: Parts, text: str, field: str, *, counts: bool = True) -> None:
    """A formatted text. `counts`: whether it is what the message says."""
    try:
        words, links = _read(text)
    except BrokenTemplate:
        words, links = text, [(one[0], one[0]) for one in IN_TEXT.finditer(text)]
    if counts:
        found.words.append(Words(field, words))
    found.links += [Link(field, label, url) for label, url in links]


def _read(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Its words without marks, and (words, address) of its links."""
    links: list[tuple[str, str]] = []
    first, *rest = marked(text).split(SIGN)
    words, url, label = first, "", ""
    for part in rest:
        letter, after = part[0], part[1:]
        if letter == "a":
            url, label = after, ""
            continue
        if letter == "A":
            links.append((label, url))
            url = ""
        label += after if url else ""
        words += ("\n" if letter in "PUOIn" else "") + (after.partition(";")[2] if letter == "#" else after)
    return words, links


def all_words(parts: Parts) -> Iterator[str]:
    for one in parts.words:
        yield from one.text.split()
