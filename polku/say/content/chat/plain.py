"""A chat in words: for lists of messages, notifications, and channels that have nothing but text."""

import re
from collections.abc import Callable, Iterator

from polku.say.content.blocks import blocks as mails
from polku.say.content.chat import actions as can
from polku.say.content.chat import blocks as kinds
from polku.say.content.chat.blocks import AnyBlock, Chat
from polku.say.content.chat.flex_words import words_of
from polku.say.content.chat.formatted import unmarked
from polku.say.content.chat.placeholders import placed

Say = Callable[[str], str]  # makes of a template what stands in the text
RULE = "-" * 24
NO_WORDS = "[🖼]"
ADDRESS = re.compile(r" ?\(?https?://(?:\{\{.*?\}\}|[^\s(){}])*\)?")
SIGNS: dict[type, str] = {kinds.Sticker: "🙂", kinds.Video: "▶", kinds.Audio: "♪", kinds.Coupon: "🎟"}


def text(chat: Chat, say: Say = str) -> str:
    """From top to bottom, each address below its words. Without `say` it is a template of its own."""
    parts = [part for block in chat.blocks if (part := "\n".join(lines(block, say)))]
    replies = [say(one.action.label) for one in chat.quick_replies if one.action is not None and one.action.label]
    parts += [" · ".join(f"[{label}]" for label in replies)] if replies else []
    return "\n\n".join(parts)


def lines(block: AnyBlock | mails.Inner, say: Say) -> Iterator[str]:
    """One block's."""
    match block:
        case kinds.Text() | mails.Text():
            yield say(substituted(block))
        case mails.Heading():
            yield say(block.text)
        case mails.Button():
            yield from (say(block.label), say(block.url))
        case mails.Product():
            words = (block.title, block.text, block.price, block.former, block.label, block.url)
            yield from (say(one) for one in words if one)
        case kinds.Image() | mails.Image():
            yield from ([f"[{say(block.alt)}]"] if block.alt else [NO_WORDS])
            yield from ([say(block.url)] if block.url else [])
        case mails.Divider():
            yield RULE
        case mails.Columns():
            for one in (*block.left, *block.right):
                yield from lines(one, say)
        case kinds.Card():
            for inner in block.blocks:
                yield from lines(inner, say)
        case kinds.Location():
            yield from (say(one) for one in (block.title, block.address) if one)
            yield map_url(block)
        case kinds.Buttons():
            yield from (say(one) for one in (block.title, block.text) if one)
            yield from _pressed(block.actions, say)
        case kinds.Confirm():
            yield say(block.text)
            yield from _pressed(block.actions, say)
        case kinds.Carousel():
            for column in block.columns:
                yield from (say(one) for one in (column.title, column.text) if one)
                yield from _pressed(column.actions, say)
        case kinds.ImageCarousel():
            yield from _pressed(tuple(one.action for one in block.columns if one.action is not None), say)
        case kinds.Imagemap():
            yield from ([f"[{say(block.alt)}]"] if block.alt else [])
            yield from _pressed(tuple(one.action for one in block.areas if one.action is not None), say)
        case kinds.Flex():
            yield from (say(one) for one in words_of(block.contents))
        case kinds.Sticker() | kinds.Video() | kinds.Audio() | kinds.Coupon():
            sign = SIGNS[type(block)]
            yield f"[{sign} {say(block.alt)}]" if block.alt else f"[{sign}]"
            yield from ([block.src] if isinstance(block, kinds.Video | kinds.Audio) and block.src else [])


def said(block: AnyBlock | mails.Inner) -> str:
    """Its words alone, without addresses: what a notification may say."""
    found = (ADDRESS.sub("", line).strip() for line in lines(block, str))
    return " ".join(line for line in found if line and line not in {RULE, NO_WORDS})


def map_url(block: kinds.Location) -> str:
    """A page with that place on a map."""
    return f"https://www.openstreetmap.org/?mlat={block.latitude:.6f}&mlon={block.longitude:.6f}#map=17"


def substituted(block: kinds.Text | mails.Text) -> str:
    """The text as other platforms can show it: formatting undone, the words of emojis in their places."""
    found = block.text
    if isinstance(block, kinds.Text) and block.substitution:
        found = placed(found, block.substitution, lambda key: block.substitution[key].alt)
    return unmarked(found)


def _pressed(actions: tuple[can.AnyAction, ...], say: Say) -> Iterator[str]:
    for action in actions:
        label = f"[{say(action.label)}]" if action.label else ""
        match action:
            case can.Link(url=url) if url:
                yield f"{label} {say(url)}".strip()
            case can.Copy(text=words):
                yield f"{label} {say(words)}".strip()
            case _ if label:
                yield label
