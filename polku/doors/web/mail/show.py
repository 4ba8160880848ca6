"""Blocks as the cards of the editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from polku.doors.web.mail.fields import ADDED, ADDED_INSIDE, KINDS, Field, Kind
from polku.doors.web.mail.items import SIDES, Given
from polku.doors.web.written.pieces import Item
from polku.say.content.blocks.addresses import picture
from polku.say.content.problem import Problem

EXCERPT = 70


@dataclass(frozen=True)
class Written:
    """A field with what stands in it. `picture`: its address, where it is one of ours and can be shown here."""

    field: Field
    id: str
    value: str

    @property
    def picture(self) -> str:
        return self.value if self.value.startswith("/") and picture(self.value) else ""


@dataclass(frozen=True)
class Side:
    where: str
    cards: "list[Card]"
    kinds: tuple[Kind, ...] = ADDED_INSIDE


@dataclass(frozen=True)
class Card:
    item: Item
    kind: Kind
    number: str  # as problems have it: "3", "4.left.1"
    excerpt: str
    fields: list[Written]
    sides: list[Side]
    problems: list[Problem]
    is_first: bool
    is_last: bool

    @property
    def is_open(self) -> bool:
        return self.item.is_open or bool(self.problems)


def shown(given: Given, problems: Sequence[Problem]) -> dict[str, Any]:
    """What the editor's template needs. Problems of single blocks stand at them, the others above."""
    cards = _cards(given, "", "", problems)
    return {"cards": cards, "kinds": ADDED, "mail": given}


def _cards(given: Given, where: str, prefix: str, problems: Sequence[Problem]) -> list[Card]:
    items = given.inside(where)
    movable = sum(item.kind != "footer" for item in items)
    return [
        _card(given, item, f"{prefix}{nth}", problems, is_first=nth == 1, is_last=nth >= movable)
        for nth, item in enumerate(items, start=1)
    ]


def _card(given: Given, item: Item, number: str, problems: Sequence[Problem], *, is_first: bool, is_last: bool) -> Card:
    kind = KINDS[item.kind]
    words = (item.values.get(one.name, "") for one in kind.fields if one.takes_facts and one.name != "url")
    return Card(
        item,
        kind,
        number,
        " ".join(next(filter(str.strip, words), "").split())[:EXCERPT],
        [Written(one, f"{item.id}.{one.name}", item.values.get(one.name, "")) for one in kind.fields],
        [
            Side(f"{item.id}.{side}", _cards(given, f"{item.id}.{side}", f"{number}.{side}.", problems))
            for side in (SIDES if item.kind == "columns" else ())
        ],
        [problem for problem in problems if problem.field in (f"blocks.{number}", f"item:{item.id}")],
        is_first,
        is_last,
    )
