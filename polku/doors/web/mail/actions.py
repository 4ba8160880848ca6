"""What the buttons of blocks do: `do=up:b3`, `do=add:text`, `do=add:text:b3.left`, `do=undo`."""

from typing import Any

import msgspec

from polku.doors.web.mail.fields import ADDED, ADDED_INSIDE, KINDS
from polku.doors.web.mail.items import PLACE, SIDES, Given, Item, new_id


class Gone(msgspec.Struct):
    """What was removed: the block and what was in it, and before how many of its neighbours it stood."""

    nth: int
    items: list[Item]


def act(given: Given, do: str) -> None:
    """Change the mail as the button says; what makes no sense (any more) changes nothing."""
    verb, _colon, rest = do.partition(":")
    if verb == "add":
        kind, _colon, where = rest.partition(":")
        _add(given, kind, where)
    elif verb == "undo":
        _undo(given)
    elif (item := given.find(rest)) is not None and item.kind != "footer":
        {"up": _up, "down": _down, "copy": _copy, "remove": _remove}.get(verb, _nothing)(given, item)


def put(given: Given, item: Item, *, nth: int) -> None:
    """Among its neighbours, before the nth of them; a footer stays the last."""
    neighbours = given.inside(item.where)
    most = len(neighbours) - sum(one.kind == "footer" for one in neighbours)
    nth = max(0, min(nth, most))
    at = given.items.index(neighbours[nth]) if nth < len(neighbours) else len(given.items)
    given.items.insert(at, item)


def _add(given: Given, kind: str, where: str) -> None:
    if kind not in {one.name for one in (ADDED_INSIDE if where else ADDED)}:
        return
    if where and (not PLACE.fullmatch(where) or given.find(where.split(".")[0]) is None):
        return
    values = {one.name: one.usual for one in KINDS[kind].fields}
    put(given, Item(new_id(), kind, where, values, is_open=True, is_new=True), nth=len(given.items))


def _up(given: Given, item: Item) -> None:
    _move(given, item, by=-1)


def _down(given: Given, item: Item) -> None:
    _move(given, item, by=1)


def _move(given: Given, item: Item, *, by: int) -> None:
    nth = given.inside(item.where).index(item) + by
    given.items.remove(item)
    put(given, item, nth=nth)


def _copy(given: Given, item: Item) -> None:
    twin = Item(new_id(), item.kind, item.where, dict(item.values), is_open=item.is_open)
    put(given, twin, nth=given.inside(item.where).index(item) + 1)
    for side in SIDES:
        for inner in given.inside(f"{item.id}.{side}"):
            given.items.append(Item(new_id(), inner.kind, f"{twin.id}.{side}", dict(inner.values)))


def _remove(given: Given, item: Item) -> None:
    nth = given.inside(item.where).index(item)
    leaving = [item, *(inner for side in SIDES for inner in given.inside(f"{item.id}.{side}"))]
    given.items = [one for one in given.items if one not in leaving]
    given.gone = msgspec.json.encode(Gone(nth, leaving)).decode()


def _undo(given: Given) -> None:
    try:
        gone = msgspec.json.decode(given.gone, type=Gone)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return
    known = {one.id for one in given.items}
    if gone.items and not any(one.id in known or one.kind not in KINDS for one in gone.items):
        put(given, gone.items[0], nth=gone.nth)
        given.items += gone.items[1:]
    given.gone = ""


def _nothing(_given: Given, _item: Item) -> Any:
    """A verb that nobody knows."""
