"""Items as the cards and rows of the page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.items import Form, Item
from polku.doors.web.segments.builder.kinds.kind import Kind
from polku.doors.web.segments.builder.kinds.registry import KINDS, ROWS
from polku.doors.web.segments.builder.known import Known, Option
from polku.doors.web.segments.builder.texts import value_of

CHIPS = 8
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_OPTIONS = 500
USUAL_ROWS = 3  # the others wait behind "More"


@dataclass(frozen=True)
class Shown:
    """A field with what stands in it. `options`: what it may be filled with."""

    field: Field
    id: str
    value: str
    options: Sequence[Option] = ()
    is_free: bool = False  # written by hand, though there is a list
    is_unknown: bool = False  # what stands there is not in the list
    waits: bool = False  # for the event whose properties there are
    unit: str = ""  # of a length of time

    @property
    def is_day(self) -> bool:
        """A day can be picked in a calendar, an instant cannot."""
        return self.value == "" or DAY.fullmatch(self.value) is not None

    @property
    def chips(self) -> Sequence[Option]:
        return self.options[:CHIPS] if self.field.widget in ("text", "lines") else ()


@dataclass
class Card:
    item: Item
    kind: Kind
    fields: list[Shown]
    inside: "list[Card]" = field(default_factory=list)
    adds: Sequence[Kind] = ()
    more: Sequence[Kind] = ()
    tells_about: bool = False  # the first of its kind says how it counts
    said: Any = None  # look.Said, where it is known already

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the item has and does not show just now: it is there again when one changes one's mind."""
        seen = {name for one in self.fields for name in (one.field.name, one.unit and f"{one.field.name}_unit")}
        seen |= {"not"} if self.kind.can_be_negated else set()
        return [
            (f"{self.item.id}.{name}", text) for name, text in self.item.values.items() if text and name not in seen
        ]

    @property
    def is_group(self) -> bool:
        return self.item.kind == "group"


def shown(form: Form, known: Known, said: Mapping[str, Any]) -> list[Card]:
    """The outermost card, with all others in it. `said`: what is known of items already, by id."""
    return [_card(form, item, known, {"event": ""}, set(), said) for item in form.inside("")]


def _card(
    form: Form, item: Item, known: Known, around: Mapping[str, str], told: set[str], said: Mapping[str, Any]
) -> Card:
    kind = KINDS[item.kind]
    if "did" in item.values:
        around = {**around, "event": item.values["did"]}
    fields = kind.fields(item.values)
    if item.kind == "step" and form.inside(item.where)[0] is item and not item.values.get("after"):
        fields = [one for one in fields if one.name != "after"]  # nothing lies before the first step
    card = Card(item, kind, [_field(one, item, known, around) for one in fields])
    card.tells_about = bool(kind.about) and str(kind.about) not in told
    told.add(str(kind.about))
    card.said = said.get(item.id)
    card.inside = [_card(form, one, known, around, told, said) for one in form.inside(item.id)]
    if card.is_group:
        card.adds, card.more = ROWS[:USUAL_ROWS], (*ROWS[USUAL_ROWS:], KINDS["json"])
    else:
        card.adds = [KINDS[name] for name in kind.holds]
    return card


def _field(one: Field, item: Item, known: Known, around: Mapping[str, str]) -> Shown:
    value = item.values.get(one.name, "") or one.usual
    key = one.known
    for name, text in around.items():
        key = key.replace(f"{{{name}}}", text)
    options = list(known.of(key)) if key else []
    if key == "segments":
        options = _as_written(options, value)
        if not any(option.value == value for option in options):
            archived = _as_written(known.of("archived"), value)
            options += [option for option in archived if option.value == value]
    chosen = [option for option in options if option.value == value]
    options = [*(one for one in chosen if one not in options[:MOST_OPTIONS]), *options[:MOST_OPTIONS]]
    is_free = one.widget == "known" and (not options or bool(item.values.get(f"{one.name}_free")))
    return Shown(
        one,
        f"{item.id}.{one.name}",
        value,
        options,
        is_free,
        waits=not value and key.endswith(":"),
        is_unknown=bool(value) and not chosen and not is_free,
        unit=(item.values.get(f"{one.name}_unit") or "d") if one.widget == "length" else "",
    )


def _as_written(options: Sequence[Option], value: str) -> list[Option]:
    """A rule may name a segment instead of giving its number: that is the one, and the rule stays as it was written."""
    name = value_of(value)
    wanted = name.strip().casefold() if isinstance(name, str) else None
    return [replace(option, value=value) if option.words.casefold() == wanted else option for option in options]
