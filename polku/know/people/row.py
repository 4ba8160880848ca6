"""Rows of people while a block is folded: plain values, no ORM object."""

import msgspec

Pair = tuple[int, int]  # two identity numbers, the smaller first
NEVER = 0  # last seen, of whom others have only told: EARLIEST_MS of events, so any of theirs is later
Stamped = tuple[object, int, str]  # a trait's value, and the time and id of the event that said it


class Row(msgspec.Struct, gc=False):
    """An identity. What was not read of it is None."""

    id: int
    kind: str
    value: str
    profile_id: int
    first_seen_ms: int
    last_seen_ms: int
    is_shared: bool
    is_named: bool
    has_spoken: bool
    traits: str | None = None  # JSON, as in the table
    orders: int = 0
    revenue_minor: int = 0
    is_new: bool = False
    is_changed: bool = False  # something else than the times
    was: int = 0  # its profile_id before this block


class Link(msgspec.Struct, gc=False):
    low_id: int
    high_id: int
    at_ms: int | None
    event_id: str
    is_explicit: bool = False
    is_cut: bool = False
    verdict_ms: int | None = None
    verdict_id: str = ""
    rule: str = ""

    @property
    def is_live(self) -> bool:
        return self.at_ms is not None and not self.is_cut


class Face(msgspec.Struct, gc=False, eq=True):
    """A profile's row: what its identities say, taken together."""

    id: int
    name: str
    email: str
    phone: str
    traits: str
    first_seen_ms: int
    last_seen_ms: int
    orders: int
    revenue_minor: int


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
