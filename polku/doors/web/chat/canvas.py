"""A picture on which areas are drawn, and the areas as they stand in the form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from polku.doors.web.chat.items import Given
from polku.doors.web.written.pieces import Item
from polku.say.channels.line.limits import limits
from polku.say.content.blocks.addresses import picture

WIDTH: int = limits()["imagemap"]["base_width"]  # in which areas are measured, however large the picture is
DRAWN = re.compile(r"(\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,5})")
SIDES = ("x", "y", "width", "height")


@dataclass(frozen=True)
class Spot:
    """An area. `prefix`: how the names of its fields begin."""

    prefix: str
    number: int
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True)
class Canvas:
    """`add`: the kind and place of another area, as its button is called; "" where there are enough."""

    picture: str
    height: int
    spots: Sequence[Spot]
    add: str
    width: int = WIDTH


def canvas_of(given: Given, item: Item) -> Canvas | None:
    """None for what has no areas, and for a picture that cannot be shown yet."""
    src = item.values.get("src", "")
    if item.kind != "imagemap" or not picture(src):
        return None
    where = f"{item.id}.areas"
    slot, areas = given.slot(where), given.inside(where)
    is_full = slot is None or len(areas) >= slot.most
    shown = src if src.startswith("/") else f"{src}/{WIDTH}"
    spots = [_spot(one, number) for number, one in enumerate(areas, start=1)]
    return Canvas(shown, max(1, _whole(item.values.get("height", ""))), spots, "" if is_full else f"area-{where}")


def place(item: Item, drawn: str) -> None:
    """A new area lies where it was drawn: "10,20,300,400"; what is no place changes nothing."""
    found = DRAWN.fullmatch(drawn)
    if found is not None and item.kind == "area":
        item.values |= dict(zip(SIDES, found.groups(), strict=True))


def _spot(item: Item, number: int) -> Spot:
    return Spot(f"{item.id}.", number, *(_whole(item.values.get(side, "")) for side in SIDES))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
