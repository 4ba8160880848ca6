"""A room that keeps something of people or events, as it shows itself to who forgets, and to who tells."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from polku.know.events.event import Event
from polku.know.events.forgetting.rest import Rest
from polku.know.events.forgetting.whom import Whom

Person = Sequence[int]  # all identities of one person


@dataclass(frozen=True)
class Keeper:
    """Every verb is optional, and those that change something run within the caller's transaction."""

    name: str  # what it keeps, as it is counted: "orders"
    # Says who they are now: all identities of each, and what else they are called.
    who: Callable[[Whom], Whom] | None = None
    # … and, some time later, who of them has not come again as somebody new.
    still: Callable[[Whom], Whom] | None = None
    # What is about to happen to these people is called off; True while something is under way that must end first.
    call_off: Callable[[Whom], bool] | None = None
    # Makes right what was derived from events that are gone (and were led by `whole` people, of whom nothing stays).
    without: Callable[[Sequence[Event], Rest, AbstractSet[int]], int] | None = None
    # Forgets what else it keeps of people.
    forget: Callable[[Whom], int] | None = None
    # What it can tell a person of themselves, as plain values; see people/export.py.
    tell: Callable[[Person], Mapping[str, Any]] | None = None
    # Rows of the column store: table and condition. Names of those who go stand in `going_people`.
    columns: tuple[tuple[str, str], ...] = ()
