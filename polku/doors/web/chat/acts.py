"""What the buttons of the composer do: `do=up:b3`, `do=add:text:`, `do=add:act-uri:b3.actions`, `do=undo`.

An area that was drawn comes with its place: `do=add:area:b3.areas@10,20,300,400`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from polku.doors.web.chat.canvas import place
from polku.doors.web.chat.items import Given, its_kind
from polku.doors.web.chat.kinds.registry import KINDS
from polku.doors.web.written.moves import bring_back, for_everybody, move, put, remove
from polku.doors.web.written.pieces import Item, new_id


def act(given: Given, do: str) -> None:
    """Change the chat as the button says; what makes no sense (any more) changes nothing."""
    verb, _colon, rest = do.partition(":")
    if verb == "add":
        kind, _colon, where = rest.partition(":")
        where, _at, drawn = where.partition("@")
        made = add(given, kind, where)
        if made is not None:
            place(made, drawn)
    elif verb == "undo":
        _undo(given)
    elif (item := given.find(rest)) is not None and verb in VERBS:
        VERBS[verb](given, item)


def add(given: Given, kind_name: str, where: str) -> Item | None:
    slot = given.slot(where)
    if slot is None or kind_name not in slot.kinds or len(given.inside(where)) >= slot.most:
        return None
    item = Item(new_id(), kind_name, where, _usual(kind_name), is_open=True, is_new=True)
    given.items.append(item)
    _begin(given, item)
    return item


def _begin(given: Given, item: Item) -> None:
    """What an item of this kind is seldom without."""
    for slot in its_kind(item).slots:
        for _nth in range(slot.begins):
            values = _usual(slot.kinds[0])
            inner = Item(new_id(), slot.kinds[0], f"{item.id}.{slot.name}", values, is_open=True, is_new=True)
            given.items.append(inner)
            _begin(given, inner)


def _usual(kind_name: str) -> dict[str, str]:
    return {one.name: one.usual for one in KINDS[kind_name].fields}


def _copy(given: Given, item: Item) -> None:
    slot = given.slot(item.where)
    if slot is None or len(given.inside(item.where)) >= slot.most:
        return
    originals = list(given.within(item))
    names = {one.id: new_id() for one in originals}
    twins = [
        replace(one, id=names[one.id], where=_renamed(one.where, names), values=dict(one.values), is_new=False)
        for one in originals
    ]
    put(given, twins[0], nth=given.inside(item.where).index(item) + 1)
    given.items += twins[1:]


def _renamed(where: str, names: dict[str, str]) -> str:
    parent, dot, slot = where.partition(".")
    return f"{names.get(parent, parent)}{dot}{slot}"


def _undo(given: Given) -> None:
    def fits(items: Sequence[Item]) -> bool:
        slot = given.slot(items[0].where)
        return slot is not None and items[0].kind in slot.kinds and all(one.kind in KINDS for one in items)

    bring_back(given, fits=fits)


VERBS: dict[str, Callable[[Given, Item], None]] = {
    "up": partial(move, by=-1),
    "down": partial(move, by=1),
    "copy": _copy,
    "remove": lambda given, item: remove(given, list(given.within(item))),
    "everybody": for_everybody,
}
