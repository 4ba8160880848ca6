"""A message as one person sees it, where some of its blocks are for some people only."""

from dataclasses import dataclass
from typing import Generic

from polku.kit import clock
from polku.know.people.models import Profile
from polku.say.content.conditions.ask import met_by
from polku.say.content.conditions.rules import conditions, walk
from polku.say.content.conditions.shown import Written, says_nothing, shown


@dataclass(frozen=True)
class Seen(Generic[Written]):
    """`hidden`: blocks that they do not see. `is_unasked`: nobody can say now, so all of it is shown."""

    written: Written
    hidden: int = 0
    is_nothing: bool = False
    is_unasked: bool = False


def seen_by(written: Written, reader: Profile | None) -> Seen[Written]:
    """Nobody in particular sees all of it."""
    if reader is None or not conditions(written):
        return Seen(written)
    met = met_by(written, reader.id, clock.now())
    if met is None:
        return Seen(written, is_unasked=True)
    left = shown(written, met)
    return Seen(left, len([*walk(written)]) - len([*walk(left)]), says_nothing(left))
