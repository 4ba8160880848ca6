"""Conditions that name segments, by the segments' numbers: they mean the same after one is renamed."""

from typing import Any, TypeVar

import msgspec

from polku.know.segments.made_of import by_number
from polku.say.content.blocks.blocks import Columns, Mail
from polku.say.content.chat.blocks import Card, Chat
from polku.say.content.conditions.rules import conditions

Written = TypeVar("Written", bound=Mail | Chat)


def numbered(written: Written) -> Written:
    """Raises RuleError, where there is no such segment."""
    return msgspec.structs.replace(written, blocks=_numbered(written.blocks)) if conditions(written) else written


def _numbered(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_one(block) for block in blocks)


def _one(block: Any) -> Any:
    changed: dict[str, Any] = {}
    if block.only_if is not None:
        changed["only_if"] = by_number(block.only_if)
    if isinstance(block, Columns):
        changed |= {"left": _numbered(block.left), "right": _numbered(block.right)}
    elif isinstance(block, Card):
        changed["blocks"] = _numbered(block.blocks)
    return msgspec.structs.replace(block, **changed) if changed else block
