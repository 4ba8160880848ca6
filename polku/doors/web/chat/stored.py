"""From a chat's blocks to the items of the form, and back."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.doors.web.chat.flex_json import json_of
from polku.doors.web.chat.items import Given, its_kind
from polku.doors.web.chat.kinds.kind import Field, Slot
from polku.doors.web.chat.kinds.registry import BLOCKS, CHAT, QUICK, kind_of_tag, tag_of
from polku.doors.web.written.conditions import rule_of, text_of
from polku.doors.web.written.pieces import Item, new_id
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import plain
from polku.say.content.problem import Problem

WHOLE = re.compile(r"-?\d{1,9}")
DECIMAL = re.compile(r"-?\d{1,9}(\.\d{1,15})?")


class Plain(msgspec.Struct):
    """`chat`: as content/chat/read.py takes it. `faults`: what could not be taken as it was written."""

    chat: dict[str, Any]
    faults: list[Problem]


def of_chat(chat: Chat) -> Given:
    found = plain(chat)
    sender = found.get("sender") or {}
    own = {"alt": chat.alt, "sender_name": sender.get("name", ""), "sender_icon": sender.get("icon", "")}
    own["is_silent"] = "1" if chat.is_silent else ""
    items = [*_items(found.get("blocks", ()), BLOCKS, ""), *_items(found.get("quick_replies", ()), QUICK, CHAT)]
    return Given(items, own=own, accent=chat.accent, language=chat.language)


def to_plain(given: Given) -> Plain:
    made = Plain({"accent": given.accent, "language": given.language}, [])
    made.chat["blocks"] = _list(given, BLOCKS, "", "blocks", made)
    made.chat["quick_replies"] = _list(given, QUICK, f"{CHAT}.{QUICK.name}", QUICK.name, made)
    if given.own.get("alt"):
        made.chat["alt"] = given.own["alt"]
    if given.own.get("is_silent"):
        made.chat["is_silent"] = True
    sender = {name: given.own.get(f"sender_{name}", "") for name in ("name", "icon")}
    if any(sender.values()):
        made.chat["sender"] = sender
    return made


def _items(blocks: Iterable[Mapping[str, Any]], slot: Slot, parent: str) -> list[Item]:
    items: list[Item] = []
    for block in blocks:
        kind = kind_of_tag(slot, block.get("kind", ""))
        if kind is None:
            continue
        where = f"{parent}.{slot.name}" if parent else ""
        item = Item(new_id(), kind.name, where, only_if=text_of(block.get("only_if")))
        item.values = {one.name: _written(one, block.get(one.name, one.usual)) for one in kind.fields}
        items.append(item)
        for inner in kind.slots:
            items += _items(_held(block.get(inner.name), inner), inner, item.id)
    return items


def _held(value: Any, slot: Slot) -> list[Mapping[str, Any]]:
    if slot.shape == "one":
        return [value] if value else []
    if slot.shape == "keyed":
        return [{**one, "key": key} for key, one in (value or {}).items()]
    return list(value or ())


def _written(field: Field, value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) if field.widget == "json" else str(value)


def _list(given: Given, slot: Slot, where: str, place: str, made: Plain) -> list[dict[str, Any]]:
    return [
        _block(given, item, slot, f"{place}.{number}", made) for number, item in enumerate(given.inside(where), start=1)
    ]


def _block(given: Given, item: Item, slot: Slot, place: str, made: Plain) -> dict[str, Any]:
    kind = its_kind(item)
    block: dict[str, Any] = {"kind": tag} if (tag := tag_of(kind)) else {}
    if item.only_if:
        block["only_if"] = rule_of(item.only_if)
    for one in kind.fields:
        written = item.values.get(one.name, "")
        if written != "" or one.usual:
            block[one.name] = _value(one, written or one.usual, f"{place}.{one.name}", made)
    if slot.shape == "keyed":
        block.pop("key", None)
    for inner in kind.slots:
        where, within = f"{item.id}.{inner.name}", f"{place}.{inner.name}"
        items = given.inside(where)
        if inner.shape == "one" and items:
            block[inner.name] = _block(given, items[0], inner, within, made)
        elif inner.shape == "keyed" and items:
            keys = [one.values.get("key", "") for one in items]
            block[inner.name] = {
                key: _block(given, one, inner, f"{within}.{key}", made) for key, one in zip(keys, items, strict=True)
            }
        elif inner.shape == "list":
            block[inner.name] = _list(given, inner, where, within, made)
    return block


def _value(field: Field, written: str, place: str, made: Plain) -> Any:
    """What is no number or no JSON is told, and the usual stands for it."""
    if field.widget == "whole":
        if WHOLE.fullmatch(written.strip()):
            return int(written)
        made.faults.append(Problem(_("Write a whole number."), field=place))
        return int(field.usual or 0)
    if field.widget == "decimal":
        if DECIMAL.fullmatch(written.strip()):
            return float(written)
        made.faults.append(Problem(_("Write a number, like 35.6591."), field=place))
        return float(field.usual or 0)
    if field.widget == "json":
        value, fault = json_of(written, place=place)
        made.faults += [fault] if fault else []
        return value
    return written
