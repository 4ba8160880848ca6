"""What the buttons of items do: `do=up:r3`, `do=add:did:r1`, `do=put:r3.value:Tokyo`, `do=undo`."""

from polku.doors.web.segments.builder.convert import form_of, rule_of
from polku.doors.web.segments.builder.items import Form, Item
from polku.doors.web.segments.builder.kinds.registry import KINDS, ROWS
from polku.doors.web.segments.builder.texts import text_of

ROW_KINDS = tuple(kind.name for kind in ROWS)


def act(form: Form, do: str) -> Form:
    """The form as it is after; what makes no sense (any more) changes nothing."""
    for each in form.items:
        _fill(each)
    verb, _colon, rest = do.partition(":")
    if verb == "undo":
        return form_of(form.past[-1], form.past[:-1]) if form.past else form
    was = rule_of(form).rule
    if verb == "add":
        kind, _colon, where = rest.partition(":")
        _add(form, kind, where)
    elif verb == "put":
        _put(form, *rest.partition(":")[::2])
    elif (item := form.find(rest)) is not None and item.where and not KINDS[item.kind].is_fixed:
        {"up": _up, "down": _down, "copy": _copy, "remove": _remove, "wrap": _wrap}.get(verb, _nothing)(form, item)
    if verb in ("add", "put", "up", "down", "copy", "remove", "wrap"):
        form.past.append(was)
    return form


def may_hold(outer: str, inner: str) -> bool:
    if outer == "group":
        return inner in (*ROW_KINDS, "group", "json")
    return outer in KINDS and inner in KINDS[outer].holds


def _add(form: Form, kind: str, where: str) -> None:
    outer = form.find(where)
    if outer is None or kind not in KINDS or not may_hold(outer.kind, kind):
        return
    made = Item(form.new_id(), kind, where, dict(KINDS[kind].starts), is_new=True)
    form.items.append(made)
    if kind == "group":
        outer.values.pop("alone", None)
    for part in KINDS[kind].begins_with:
        form.items.append(Item(form.new_id(), part, made.id, dict(KINDS[part].starts)))
    for one in form.within(made):
        _fill(one)


def _fill(item: Item) -> None:
    """Fields that have come with the last choice say what they show."""
    for one in KINDS[item.kind].fields(item.values):
        if one.usual and one.name not in item.values:
            item.values[one.name] = one.usual


def _put(form: Form, place: str, text: str) -> None:
    """A value that was offered; into a list of values it goes as one more."""
    item_id, _dot, name = place.partition(".")
    item = form.find(item_id)
    if item is None or not name:
        return
    if name == "values":
        lines = [line for line in item.get(name).split("\n") if line.strip()]
        text = "\n".join(lines if text in lines else [*lines, text])
    item.values[name] = text


def _up(form: Form, item: Item) -> None:
    _move(form, item, by=-1)


def _down(form: Form, item: Item) -> None:
    _move(form, item, by=1)


def _move(form: Form, item: Item, *, by: int) -> None:
    """Past its neighbour, or into it where it can stand there; at the end, out of what it stands in."""
    neighbours = form.inside(item.where)
    nth = neighbours.index(item) + by
    form.items.remove(item)
    outer = form.find(item.where)
    if 0 <= nth < len(neighbours):
        other = neighbours[nth]
        if may_hold(other.kind, item.kind):
            item.where = other.id
            _place(form, item, nth=0 if by > 0 else len(form.inside(other.id)))
        else:
            _place(form, item, nth=nth)
    elif outer is not None and (further := form.find(outer.where)) is not None and may_hold(further.kind, item.kind):
        item.where = further.id
        _place(form, item, nth=form.inside(further.id).index(outer) + (by > 0))
    else:
        _place(form, item, nth=nth - by)


def _place(form: Form, item: Item, *, nth: int) -> None:
    """Among its neighbours, before the nth of them."""
    neighbours = form.inside(item.where)
    form.items.insert(form.items.index(neighbours[nth]) if nth < len(neighbours) else len(form.items), item)


def _copy(form: Form, item: Item, *, where: str = "") -> None:
    twin = Item(form.new_id(), item.kind, where or item.where, dict(item.values))
    if where:
        form.items.append(twin)
    else:
        _place(form, twin, nth=form.inside(item.where).index(item) + 1)
    for inner in form.inside(item.id):
        _copy(form, inner, where=twin.id)


def _remove(form: Form, item: Item) -> None:
    leaving = {one.id for one in form.within(item)}
    form.items = [one for one in form.items if one.id not in leaving]


def _wrap(form: Form, item: Item) -> None:
    """A group of its own around it."""
    outer = form.find(item.where)
    if outer is None or not may_hold(outer.kind, "group"):
        return
    group = Item(form.new_id(), "group", item.where, {"how": "any"})
    form.items.insert(form.items.index(item), group)
    item.where = group.id


def _nothing(_form: Form, _item: Item) -> None:
    """A verb that nobody knows."""


def chip(value: object) -> str:
    """A value that was received, as a button puts it."""
    return text_of(value) or ""
