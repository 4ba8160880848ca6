"""From a rule to the form and back. Whatever the rule, the way there and back gives the same rule."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.items import MOST_FIELDS, MOST_ITEMS, Form, Item
from polku.doors.web.segments.builder.kinds.group import readable
from polku.doors.web.segments.builder.kinds.kind import Kind, Read
from polku.doors.web.segments.builder.kinds.registry import KINDS, ROWS
from polku.doors.web.segments.builder.texts import fits_a_line, same

SEVERAL_LINES = ("values",)
WAS = "was"  # beside an item's fields: the condition as it was written, where the fields write it in another way


@dataclass
class Written:
    """A form's rule, and where in it each item stands: path → id."""

    rule: Any
    places: dict[str, str] = field(default_factory=dict)
    unfinished: dict[str, str] = field(default_factory=dict)  # id → what is to be chosen there first

    def item_at(self, path: str) -> str:
        """The innermost item around a place of the rule; the outermost where there is none."""
        around = [place for place in self.places if _is_within(path, place)]
        return self.places[max(around, key=len)] if around else ""


def rule_of(form: Form) -> Written:
    """The rule as the form has it now, also where it is not finished."""
    written = Written({"all": []})
    outermost = form.inside("")
    if outermost:
        written.rule = _write(form, outermost[0], "", written.places)
    for item in form.items:
        if lacking := [one for one in KINDS[item.kind].fields(item.values) if _lacks(item, one)]:
            written.unfinished[item.id] = _("Choose first: %(field)s") % {"field": lacking[0].label}
    return written


def _lacks(item: Item, one: Field) -> bool:
    return one.is_needed and not item.values.get(one.name)


def form_of(rule: Any, past: list[Any] | None = None) -> Form:
    """A form that holds the rule."""
    form = Form([], past or [])
    group = KINDS["group"]
    if (read := group.read(rule)) is not None:
        _add(form, group, read, where="")
    elif isinstance(rule, dict):
        _add(form, group, Read({"how": "all", "alone": "yes"}, [("", rule)]), where="")
    if len(form.items) > MOST_ITEMS or _sent(form) > MOST_FIELDS or not same(rule_of(form).rule, rule):
        form.items = [Item("r1", "json", values={"json": readable(rule)})]
    return form


def _sent(form: Form) -> int:
    """How many fields a browser sends at the most: an item’s own, and its id, its kind, where it stands, a unit."""
    return sum(
        4 + len({one.name for one in KINDS[item.kind].fields(item.values)} | item.values.keys()) for item in form.items
    )


def _write(form: Form, item: Item, path: str, places: dict[str, str]) -> Any:
    kind = KINDS[item.kind]
    places[path] = item.id
    is_negated = kind.can_be_negated and bool(item.values.get("not"))
    if is_negated:
        path = _joined(path, "not")
        places[path] = item.id
    inner = form.inside(item.id)
    kinds: list[tuple[str, Any]] = [(one.kind, None) for one in inner]
    parts = [
        (one.kind, _write(form, one, _joined(path, place), places))
        for one, place in zip(inner, kind.places(item.values, kinds), strict=True)
    ]
    node = _as_it_was(kind, item.values.get(WAS, ""), kind.write(item.values, parts))
    return {"not": node} if is_negated else node


def _as_it_was(kind: Kind, was: str, node: Any) -> Any:
    """As somebody wrote it ({"on": {"period": "today"}}, "exact": false), as long as the item still says the same."""
    try:
        written = json.loads(was)
    except (ValueError, RecursionError):
        return node
    read = kind.read(written)
    return written if read is not None and same(kind.write(read.values, [*read.parts]), node) else node


def _add(form: Form, kind: Kind, read: Read, *, where: str) -> Item:
    item = Item(form.new_id(), kind.name, where, dict(read.values))
    form.items.append(item)
    if len(form.items) <= MOST_ITEMS:  # else the whole is shown as JSON anyway
        for hint, part in read.parts:
            _read_into(form, hint, part, where=item.id)
    return item


def _read_into(form: Form, hint: str, node: Any, *, where: str) -> None:
    """A condition as the item that can hold it exactly. `hint`: the kind of part that its place asks for."""
    start = len(form.items)
    for kind, read, is_negated in _readings(hint, node):
        if not _can_stand(read):
            continue
        item = _add(form, kind, read, where=where)
        if is_negated:
            item.values["not"] = "yes"
        if len(form.items) > MOST_ITEMS or same(_write(form, item, "", {}), node):
            return
        item.values[WAS] = json.dumps(node["not"] if is_negated else node)
        if same(_write(form, item, "", {}), node):
            return
        del form.items[start:]
    _add(form, KINDS["json"], Read({"json": readable(node)}), where=where)


def _can_stand(read: Read) -> bool:
    return all(fits_a_line(text) for name, text in read.values.items() if name not in SEVERAL_LINES)


def _readings(hint: str, node: Any) -> list[tuple[Kind, Read, bool]]:
    kinds = [KINDS[hint]] if hint else [KINDS["group"], *ROWS]
    found = [(kind, read, False) for kind in kinds if (read := kind.read(node)) is not None]
    match node:
        case {"not": inner, **others} if not others:
            negatable = (kind for kind in kinds if kind.can_be_negated)
            found += [(kind, read, True) for kind in negatable if (read := kind.read(inner)) is not None]
    return found


def _joined(path: str, place: str) -> str:
    return f"{path}.{place}" if path and place else path or place


def _is_within(path: str, place: str) -> bool:
    return place == "" or path == place or path.startswith((f"{place}.", f"{place}["))
