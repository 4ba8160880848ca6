"""Cards: what the composer shows of an item, its fields and its slots."""

from dataclasses import dataclass

from polku.doors.web.chat.canvas import Canvas
from polku.doors.web.chat.counted import Length
from polku.doors.web.chat.kinds.kind import Field, Kind, Slot
from polku.doors.web.written.pieces import Item
from polku.say.content.blocks.addresses import picture
from polku.say.content.problem import Problem


@dataclass(frozen=True)
class Written:
    """A field with what stands in it. `picture`: its address, where it is one of ours and can be shown here."""

    field: Field
    id: str
    value: str
    length: Length | None
    problems: list[Problem]

    @property
    def picture(self) -> str:
        return self.value if self.value.startswith("/") and picture(self.value) else ""


@dataclass(frozen=True)
class Side:
    """A slot with its cards, and what can be added to it."""

    slot: Slot
    where: str
    cards: "list[Card]"
    kinds: list[Kind]
    problems: list[Problem]

    @property
    def is_full(self) -> bool:
        return len(self.cards) >= self.slot.most


@dataclass(frozen=True)
class Card:
    item: Item
    kind: Kind
    excerpt: str
    fields: list[Written]
    sides: list[Side]
    problems: list[Problem]  # of no field
    canvas: Canvas | None  # where its areas can be drawn
    choices: list[Kind]  # what it may become, where it is an action
    is_fresh: bool  # calm until something is written in it, or it is to be saved
    has_problem: bool
    is_first: bool
    is_last: bool
    can_be_for_some: bool
    can_be_copied: bool
    can_be_removed: bool

    @property
    def is_open(self) -> bool:
        return self.item.is_open or self.has_problem

    @property
    def usual(self) -> list[Written]:
        return [one for one in self.fields if not one.field.is_seldom]

    @property
    def seldom(self) -> list[Written]:
        return [one for one in self.fields if one.field.is_seldom]

    @property
    def usual_sides(self) -> list[Side]:
        return [one for one in self.sides if not one.slot.is_seldom]

    @property
    def seldom_sides(self) -> list[Side]:
        return [one for one in self.sides if one.slot.is_seldom]

    @property
    def is_seldom_open(self) -> bool:
        """Where something stands there that is not usual, or is wrong."""
        written = any(one.problems or one.value not in ("", one.field.usual) for one in self.seldom)
        return written or any(one.cards for one in self.seldom_sides)
