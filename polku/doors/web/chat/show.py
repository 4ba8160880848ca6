"""Items as the cards of the composer, each problem at the field where it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from polku.doors.web.chat.canvas import canvas_of
from polku.doors.web.chat.cards import Card, Side, Written
from polku.doors.web.chat.counted import length, measured
from polku.doors.web.chat.flex_json import line_of
from polku.doors.web.chat.items import Given, its_kind
from polku.doors.web.chat.kinds.kind import Field, Slot
from polku.doors.web.chat.kinds.registry import BLOCKS, CHAT, KINDS, OFFERED, QUICK
from polku.doors.web.written.pieces import Item
from polku.say.content.problem import Problem

EXCERPT = 70
OF_BLOCKS = ("", "left", "right", "blocks")  # slots of blocks, which may be for some people only


def shown(given: Given, problems: Sequence[Problem], *, is_refused: bool = False) -> dict[str, Any]:
    """What the composer's template needs. `problems` have places as people count: "blocks.2.actions.1.label".

    `is_refused`: because of some of them something was not done just now.
    """
    # Where nobody has had the time to write, nothing is wrong yet.
    fresh = [] if is_refused else [place for item, place in _items(given) if given.is_fresh(item)]
    at = _places(given)
    problems = [
        replace(one, field=at.get(one.field.removeprefix("item:"), one.field))
        for one in problems
        if not any(_is_in(one, place) for place in fresh)
    ]
    blocks = _side(given, BLOCKS, "", "blocks", problems)
    offered = [KINDS[name] for name in OFFERED]
    return {
        "chat": given,
        "cards": blocks.cards,
        "kinds": offered,
        "quick": _side(given, QUICK, f"{CHAT}.{QUICK.name}", QUICK.name, problems),
        "sender_length": measured(given.own.get("sender_name", ""), "sender.name"),
        "alt_length": measured(given.own.get("alt", ""), "template.alt_text"),
        "of_chat": [one for one in problems if one.field.partition(".")[0] not in ("blocks", QUICK.name)],
        "of_blocks": blocks.problems,
    }


def _side(given: Given, slot: Slot, where: str, place: str, problems: Sequence[Problem]) -> Side:
    items = given.inside(where)
    cards = []
    for number, item in enumerate(items, start=1):
        inner = place if slot.shape == "one" else f"{place}.{_name(item, slot, number)}"
        cards.append(_card(given, item, slot, inner, _below(problems, inner), nth=number, of=len(items)))
    taken = [f"{place}.{number}" for number in range(1, len(items) + 1)]
    left = [one for one in _below(problems, place) if not any(_is_in(one, name) for name in taken)]
    kinds = [KINDS[name] for name in slot.kinds]
    return Side(slot, where, cards, kinds, left if slot.shape == "list" else [])


def _card(given: Given, item: Item, slot: Slot, place: str, problems: Sequence[Problem], *, nth: int, of: int) -> Card:
    kind = its_kind(item)
    fields = [_written(item, one, slot, f"{place}.{one.name}", problems) for one in kind.fields]
    sides = [_side(given, one, f"{item.id}.{one.name}", f"{place}.{one.name}", problems) for one in kind.slots]
    names = [*(one.name for one in kind.fields), *(one.name for one in kind.slots)]
    places = [f"{place}.{name}" for name in names]
    return Card(
        item,
        kind,
        _excerpt(given, item),
        fields,
        sides,
        [one for one in problems if not any(_is_in(one, name) for name in places)],
        canvas_of(given, item),
        [KINDS[name] for name in slot.kinds] if kind.is_action else [],
        is_fresh=given.is_fresh(item) and not problems,
        has_problem=bool(problems) or any(one.length is not None and one.length.is_over for one in fields),
        is_first=nth == 1,
        is_last=nth == of,
        can_be_for_some=slot.name in OF_BLOCKS,
        can_be_copied=slot.shape == "list" and of < slot.most,
        can_be_removed=not slot.is_required,
    )


def _written(item: Item, field: Field, slot: Slot, place: str, problems: Sequence[Problem]) -> Written:
    value = item.values.get(field.name, "")
    mine = _below(problems, place)
    if field.widget == "json":
        mine = [replace(one, line=one.line or line_of(value, one.field[len(place) + 1 :])) for one in mine]
    return Written(field, f"{item.id}.{field.name}", value, length(field, item.values, slot=slot), mine)


def _places(given: Given) -> dict[str, str]:
    """{name in the form: place} of every field: what was refused while the form was read is told by its name there."""
    found = {f"{CHAT}.sender_icon": "sender.icon"}

    for item, place in _items(given):
        found |= {f"{item.id}.{one.name}": f"{place}.{one.name}" for one in its_kind(item).fields}
    return found


def _items(given: Given) -> Iterator[tuple[Item, str]]:
    """All of them with their places."""
    yield from _inside(given, BLOCKS, "", "blocks")
    yield from _inside(given, QUICK, f"{CHAT}.{QUICK.name}", QUICK.name)


def _inside(given: Given, slot: Slot, where: str, place: str) -> Iterator[tuple[Item, str]]:
    for number, item in enumerate(given.inside(where), start=1):
        inner = place if slot.shape == "one" else f"{place}.{_name(item, slot, number)}"
        yield item, inner
        for one in its_kind(item).slots:
            yield from _inside(given, one, f"{item.id}.{one.name}", f"{inner}.{one.name}")


def _name(item: Item, slot: Slot, number: int) -> str:
    return item.values.get("key", "") if slot.shape == "keyed" else str(number)


def _below(problems: Sequence[Problem], place: str) -> list[Problem]:
    return [one for one in problems if _is_in(one, place)]


def _is_in(problem: Problem, place: str) -> bool:
    return problem.field == place or problem.field.startswith(f"{place}.")


def _excerpt(given: Given, item: Item) -> str:
    """The first words in it, or in what stands in it."""
    for one in given.within(item):
        for field in its_kind(one).fields:
            words = one.values.get(field.name, "").split() if field.takes_facts and field.widget != "address" else []
            if words:
                return " ".join(words)[:EXCERPT]
    return ""
