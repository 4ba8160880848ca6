"""Which blocks become one message: neighbours that mails have too are set together as a card.

A run of such blocks becomes a card where there is more in it than words and pictures: a heading, a button, a product,
columns, a line, a picture that leads somewhere. Words and pictures alone stay messages of their own, and so does a text
with the messenger's own emojis or with mentions, which no card can show. A banner begins a card.
"""

from collections.abc import Iterator

import msgspec

from polku.say.content.blocks.blocks import Button, Columns, Divider, Heading, Product, Spacer
from polku.say.content.chat.blocks import Card, Chat, Image, Native, Simple, Text

SIMPLE = (Heading, Text, Button, Image, Divider, Spacer, Product, Columns)
OF_CARDS = (Heading, Button, Divider, Product, Columns)


class Single(msgspec.Struct, frozen=True):
    """A block that is a message. `place`: "blocks.2"."""

    place: str
    block: Text | Image | Native


class Run(msgspec.Struct, frozen=True):
    """Blocks that are one card, each with its place. `place` and `alt`: of the card."""

    place: str
    blocks: tuple[tuple[str, Simple], ...]
    alt: str = ""


def messages(chat: Chat) -> list[Single | Run]:
    """What is sent, in order."""
    found: list[Single | Run] = []
    run: list[tuple[str, Simple]] = []
    for number, block in enumerate(chat.blocks, start=1):
        place = f"blocks.{number}"
        if isinstance(block, SIMPLE) and not (isinstance(block, Text) and block.substitution):
            if isinstance(block, Heading) and block.look == "banner":
                found += _ended(run)
                run = []
            run.append((place, block))
            continue
        found += _ended(run)
        run = []
        if isinstance(block, Card):
            inner = tuple((f"{place}.blocks.{nth}", one) for nth, one in enumerate(block.blocks, start=1))
            found.append(Run(place, inner, block.alt))
        else:
            found.append(Single(place, block))
    return [*found, *_ended(run)]


def _ended(run: list[tuple[str, Simple]]) -> Iterator[Single | Run]:
    if any(isinstance(block, OF_CARDS) or (isinstance(block, Image) and block.url) for _place, block in run):
        yield Run(run[0][0], tuple(run))
        return
    for place, block in run:
        if isinstance(block, Text | Image):
            yield Single(place, block)
