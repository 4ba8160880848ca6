"""Moving pieces about, taking them away and bringing them back."""

from collections.abc import Callable, Sequence

import msgspec

from polku.doors.web.written.pieces import Item, Pieces

LAST = "footer"  # nothing comes below it


class Gone(msgspec.Struct):
    """What was removed: the item and what was in it, and before how many of its neighbours it stood."""

    nth: int
    items: list[Item]


def put(given: Pieces, item: Item, *, nth: int) -> None:
    """Among its neighbours, before the nth of them."""
    neighbours = given.inside(item.where)
    most = len(neighbours) - sum(one.kind == LAST for one in neighbours)
    nth = max(0, min(nth, most))
    at = given.items.index(neighbours[nth]) if nth < len(neighbours) else len(given.items)
    given.items.insert(at, item)


def move(given: Pieces, item: Item, *, by: int) -> None:
    nth = given.inside(item.where).index(item) + by
    given.items.remove(item)
    put(given, item, nth=nth)


def remove(given: Pieces, leaving: Sequence[Item]) -> None:
    """`leaving`: an item, and behind it all that stands in it."""
    nth = given.inside(leaving[0].where).index(leaving[0])
    given.items = [one for one in given.items if one not in leaving]
    given.gone = msgspec.json.encode(Gone(nth, list(leaving))).decode()


def for_everybody(given: Pieces, item: Item) -> None:
    """Nobody is asked any more who sees it."""
    item.only_if = ""


def bring_back(given: Pieces, *, fits: Callable[[Sequence[Item]], bool]) -> None:
    """What was removed last, once. `fits`: whether there is a place for it; the form came from outside."""
    try:
        gone = msgspec.json.decode(given.gone, type=Gone)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return
    known = {one.id for one in given.items}
    given.gone = ""
    if gone.items and not any(one.id in known for one in gone.items) and fits(gone.items):
        put(given, gone.items[0], nth=gone.nth)
        given.items += gone.items[1:]
