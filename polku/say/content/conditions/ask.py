"""Which conditions hold of a few people, as of now."""

from collections.abc import Sequence
from datetime import datetime

from polku.kit.columns import ColumnsError
from polku.know.rules import live
from polku.know.rules.condition import RuleError
from polku.know.rules.tree import read
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat.blocks import Chat
from polku.say.content.conditions.rules import Condition, conditions


def holding(asked: Sequence[Condition], people: Sequence[int], now: datetime) -> dict[int, frozenset[str]]:
    """By profile, the keys of those that hold. Raises RuleError and columns.ColumnsError."""
    met = live.finds_among([read(one.rule) for one in asked], people, now)
    return {
        number: frozenset(one.key for one, found in zip(asked, met, strict=True) if number in found)
        for number in people
    }


def met_by(written: Mail | Chat, person: int | None, now: datetime) -> frozenset[str] | None:
    """The conditions of a message that one person meets; None: all is to be shown, for there is nobody, or no answer.

    For looking at it, not for sending.
    """
    asked = conditions(written)
    if person is None or not asked:
        return None
    try:
        return holding(asked, [person], now)[person]
    except (ColumnsError, RuleError):
        return None
