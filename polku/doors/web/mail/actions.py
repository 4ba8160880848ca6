"""What the buttons of blocks do: `do=up:b3`, `do=add:text`, `do=add:text:b3.left`, `do=undo`."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from polku.doors.web.mail.fields import ADDED, ADDED_INSIDE, KINDS
from polku.doors.web.mail.items import PLACE, SIDES, Given
from polku.doors.web.written.moves import LAST, bring_back, for_everybody, move, put, remove
from polku.doors.web.written.pieces import Item, new_id


def act(given: Given, do: str) -> None:
    """Change the mail as the button says; what makes no sense (any more) changes nothing."""
    verb, _colon, rest = do.partition(":")
    if verb == "add":
        kind, _colon, where = rest.partition(":")
        _add(given, kind, where)
    elif verb == "undo":
        bring_back(given, fits=lambda items: all(one.kind in KINDS for one in items))
    elif (item := given.find(rest)) is not None and item.kind != LAST and verb in VERBS:
        VERBS[verb](given, item)


def _add(given: Given, kind: str, where: str) -> None:
    if kind not in {one.name for one in (ADDED_INSIDE if where else ADDED)}:
        return
    if where and (not PLACE.fullmatch(where) or given.find(where.split(".")[0]) is None):
        return
    values = {one.name: one.usual for one in KINDS[kind].fields}
    put(given, Item(new_id(), kind, where, values, is_open=True, is_new=True), nth=len(given.items))


def _copy(given: Given, item: Item) -> None:
    twin = replace(item, id=new_id(), values=dict(item.values), is_new=False)
    put(given, twin, nth=given.inside(item.where).index(item) + 1)
    for side in SIDES:
        for inner in given.inside(f"{item.id}.{side}"):
            copied = replace(inner, id=new_id(), where=f"{twin.id}.{side}", values=dict(inner.values), is_open=False)
            given.items.append(copied)


def _remove(given: Given, item: Item) -> None:
    remove(given, [item, *(inner for side in SIDES for inner in given.inside(f"{item.id}.{side}"))])


VERBS: dict[str, Callable[[Given, Item], None]] = {
    "up": partial(move, by=-1),
    "down": partial(move, by=1),
    "copy": _copy,
    "remove": _remove,
    "everybody": for_everybody,
}
