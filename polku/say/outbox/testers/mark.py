"""A chat that says of itself that it is a test: in its texts, in what notifications say, and in who seems to write."""

from typing import Any, get_args

import msgspec

from polku.say.content.chat.blocks import Chat, Native, Text
from polku.say.content.chat.lengths import units
from polku.say.content.chat.parts import Sender
from polku.say.content.chat.plain import said

TEST = "TEST"
NAME_UNITS = 20  # as much as any platform lets a sender's name have


def marked(chat: Chat) -> Chat:
    """Not a message more than it had: there may be as many as can be already."""
    sender = msgspec.structs.replace(chat.sender or Sender(), name=_name(chat.sender.name if chat.sender else ""))
    blocks = tuple(_marked(block, chat) for block in chat.blocks)
    return msgspec.structs.replace(chat, blocks=blocks, sender=sender, alt=_with_mark(chat.alt))


def _marked(block: Any, chat: Chat) -> Any:
    if isinstance(block, Text):
        return msgspec.structs.replace(block, text=_with_mark(block.text))
    if isinstance(block, get_args(Native)) and hasattr(block, "alt"):
        return msgspec.structs.replace(block, alt=_with_mark(block.alt or chat.alt or said(block)))
    return block


def _with_mark(words: str) -> str:
    return f"[{TEST}] {words}".strip()


def _name(name: str) -> str:
    """Who seems to write, beside each message."""
    whole = f"{TEST} · {name}"
    # A name with a merge field in it must not be cut within it.
    return whole if name and "{" not in name and units(whole) <= NAME_UNITS else TEST
