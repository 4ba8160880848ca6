"""What is left of a message for whoever meets these conditions, and no others."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from polku.say.content.blocks import read as mail_read
from polku.say.content.blocks.blocks import Columns, Divider, Footer, Mail, Spacer
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Card, Chat
from polku.say.content.conditions.rules import MOST, key_of, read

SILENT = Divider | Spacer | Footer  # of these alone nobody needs a message

Written = TypeVar("Written", bound=Mail | Chat)


def shown(written: Written, holding: Collection[str]) -> Written:
    """`holding`: keys of the conditions that are met. Nothing of conditions is left in it."""
    return msgspec.structs.replace(written, blocks=_shown(written.blocks, holding))


def says_nothing(written: Mail | Chat) -> bool:
    """Nothing is left that anybody would read."""
    return all(isinstance(block, SILENT) for block in written.blocks)


# Two conversations of 256 ways each.
@lru_cache(maxsize=2 << MOST)
def shown_of_stored(text: str, content: str, holding: frozenset[str]) -> str:
    """The same of blocks as they lie in the database; "" where nothing is left. Raises BrokenTemplate."""
    seen = shown(read(text, content), holding)
    if says_nothing(seen):
        return ""
    return chat_read.to_store(seen) if isinstance(seen, Chat) else mail_read.to_store(seen)


def _shown(blocks: tuple[Any, ...], holding: Collection[str]) -> tuple[Any, ...]:
    met = (one for one in blocks if one.only_if is None or key_of(one.only_if) in holding)
    return tuple(left for one in met if (left := _without(one, holding)) is not None)


def _without(block: Any, holding: Collection[str]) -> Any:
    """The block, free of conditions; None where nothing is left in it."""
    block = msgspec.structs.replace(block, only_if=None) if block.only_if is not None else block
    match block:
        case Columns(left=left, right=right) if left or right:
            sides = {"left": _shown(left, holding), "right": _shown(right, holding)}
            return msgspec.structs.replace(block, **sides) if any(sides.values()) else None
        case Card(blocks=inner) if inner:
            kept = _shown(inner, holding)
            return msgspec.structs.replace(block, blocks=kept) if kept else None
    return block
