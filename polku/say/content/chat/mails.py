"""A chat as a mail, and a mail as a chat. What is lost on the way is told in docs/guide/blocks.md."""

from collections.abc import Iterator
from typing import Any

import msgspec

from polku.say.content.blocks import blocks as mails
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.read import with_footer
from polku.say.content.chat import actions as can
from polku.say.content.chat import blocks as kinds
from polku.say.content.chat.blocks import AnyBlock, Chat
from polku.say.content.chat.flex_mails import of_flex
from polku.say.content.chat.parts import CarouselColumn
from polku.say.content.chat.placeholders import placed
from polku.say.content.chat.plain import map_url

WITHIN = "line:"
Pieces = Iterator[mails.Inner | mails.Columns]


def mail_of_chat(chat: Chat) -> Mail:
    """Whatever can be shown there. What only a messenger can do (ask for a place, say something) is left out."""
    pieces = [one for block in chat.blocks for one in _seen_alike(block)]
    links = [one.action for one in chat.quick_replies]
    pieces += [one for action in links for one in _pressed(action)]
    kept = tuple(one for piece in pieces if (one := _elsewhere(piece)) is not None)
    return with_footer(Mail(kept, preheader=chat.alt, accent=chat.accent, language=chat.language))


def chat_of_mail(mail: Mail) -> Chat:
    """One card, without the footer."""
    blocks: list[AnyBlock] = []
    for block in mail.blocks:
        match block:
            case mails.Footer():
                continue
            case mails.Text():
                blocks.append(kinds.Text(block.text, align=block.align, only_if=block.only_if))
            case mails.Image():
                image = kinds.Image(block.src, block.alt, block.url, block.width, only_if=block.only_if)
                blocks.append(image)
            case _:
                blocks.append(block)
    return Chat(tuple(blocks), alt=mail.preheader, accent=mail.accent, language=mail.language)


def _seen_alike(block: AnyBlock) -> Pieces:
    """The pieces of a block, for those who see the block."""
    for piece in _pieces(block):
        yield piece if block.only_if is None else msgspec.structs.replace(piece, only_if=_both(block, piece))


def _both(block: AnyBlock, piece: mails.Inner | mails.Columns) -> dict[str, Any] | None:
    inner = None if piece.only_if == block.only_if else piece.only_if
    return block.only_if if inner is None else {"all": [block.only_if, inner]}


def _pieces(block: AnyBlock) -> Pieces:
    match block:
        case kinds.Text():
            words = placed(block.text, block.substitution, lambda key: block.substitution[key].alt)
            yield mails.Text(words, align=block.align)
        case kinds.Image():
            yield mails.Image(block.src, block.alt, block.url, block.width)
        case kinds.Card():
            for inner in block.blocks:
                yield from _seen_alike(inner)
        case kinds.Video():
            if block.preview:
                yield mails.Image(block.preview, block.alt, block.src)
            yield mails.Button(f"▶ {block.alt}".strip(), block.src)
        case kinds.Audio():
            yield mails.Button(f"♪ {block.alt}".strip(), block.src)
        case kinds.Location():
            yield mails.Text(block.address)
            yield mails.Button(block.title, map_url(block))
        case kinds.Sticker() | kinds.Coupon():
            if block.alt:
                yield mails.Text(block.alt)
        case kinds.Imagemap():
            yield from _imagemap(block)
        case kinds.Buttons():
            yield from _column(block)
        case kinds.Confirm():
            yield mails.Text(block.text)
            yield from _all_pressed(block.actions)
        case kinds.Carousel():
            for number, column in enumerate(block.columns):
                yield from ([mails.Divider()] if number else [])
                yield from _column(column)
        case kinds.ImageCarousel():
            for one in block.columns:
                yield mails.Image(one.src, one.action.label if one.action else "", _url(one.action))
        case kinds.Flex():
            yield from of_flex(block.contents)
        case _:
            yield block


def _column(one: kinds.Buttons | CarouselColumn) -> Pieces:
    if one.src:
        yield mails.Image(one.src, url=_url(one.action))
    if one.title:
        yield mails.Heading(one.title, look="small")
    yield mails.Text(one.text)
    yield from _all_pressed(one.actions)


def _imagemap(block: kinds.Imagemap) -> Pieces:
    links = [area.action for area in block.areas if isinstance(area.action, can.Link)]
    src = block.src if block.src.startswith("/") else f"{block.src}/1040"
    yield mails.Image(src, block.alt, links[0].url if links else "")
    for link in links:
        if link.label:
            yield mails.Button(link.label, link.url)


def _all_pressed(actions: tuple[can.AnyAction, ...]) -> Pieces:
    for action in actions:
        yield from _pressed(action)


def _pressed(action: can.AnyAction | None) -> Pieces:
    match action:
        case can.Link(label=label, url=url):
            yield mails.Button(label, url)
        case can.Copy(text=text):
            yield mails.Text(f"**{text}**" if "*" not in text else text)


def _url(action: can.AnyAction | None) -> str:
    return action.url if isinstance(action, can.Link) else ""


def _elsewhere(piece: mails.Inner | mails.Columns) -> mails.Inner | mails.Columns | None:
    """Without addresses that only the messenger opens: line:…."""
    match piece:
        case mails.Columns(left=left, right=right):
            sides = [tuple(one for one in side if not _is_button_within(one)) for side in (left, right)]
            return mails.Columns(sides[0], sides[1], only_if=piece.only_if)
        case mails.Button():
            return None if _is_button_within(piece) else piece
        case mails.Image() | mails.Product() if piece.url.startswith(WITHIN):
            return msgspec.structs.replace(piece, url="", **({"label": ""} if isinstance(piece, mails.Product) else {}))
    return piece


def _is_button_within(piece: mails.Inner) -> bool:
    return isinstance(piece, mails.Button) and piece.url.startswith(WITHIN)
