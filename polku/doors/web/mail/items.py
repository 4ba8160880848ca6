"""Blocks as the page's form has them: each with an id, its fields named `id.field`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polku.doors.web.mail.fields import KINDS
from polku.doors.web.written.conditions import rule_of, text_of
from polku.doors.web.written.pieces import ID, Item, Pieces, new_id
from polku.say.content.blocks.blocks import ACCENT, Mail
from polku.say.content.blocks.read import MOST_BLOCKS, plain

PLACE = re.compile(r"[a-z0-9]{1,12}\.(left|right)")
SIDES = ("left", "right")


@dataclass
class Given(Pieces):
    """A mail in the page's form."""

    preheader: str = ""


def of_form(data: Any) -> Given:
    """What was posted; whatever is no block is passed over."""
    items: list[Item] = []
    for item_id in data.getlist("block")[: 2 * MOST_BLOCKS]:
        kind = KINDS.get(data.get(f"{item_id}.kind", ""))
        where = data.get(f"{item_id}.where", "")
        if kind is None or not ID.fullmatch(item_id) or not (where == "" or PLACE.fullmatch(where)):
            continue
        values = {one.name: data.get(f"{item_id}.{one.name}", "").replace("\r\n", "\n") for one in kind.fields}
        made = Item(item_id, kind.name, where, values, is_open=bool(data.get(f"{item_id}.open")))
        made.only_if = data.get(f"{item_id}.only_if", "")
        items.append(made)
    known = {f"{item.id}.{side}" for item in items if item.kind == "columns" for side in SIDES}
    items = [item for item in items if item.where == "" or item.where in known]
    return Given(
        items,
        preheader=data.get("preheader", ""),
        accent=data.get("accent", "") or ACCENT,
        language=data.get("language", ""),
        gone=data.get("gone", ""),
    )


def of_mail(mail: Mail) -> Given:
    given = plain(mail)
    blocks = given.pop("blocks", [])
    return Given(items_of(blocks), **given)


def items_of(blocks: Sequence[Mapping[str, Any]], *, where: str = "") -> list[Item]:
    items: list[Item] = []
    for block in blocks:
        kind = KINDS[block["kind"]]
        item = Item(new_id(), kind.name, where, only_if=text_of(block.get("only_if")))
        item.values = {one.name: str(block.get(one.name, one.usual)) for one in kind.fields}
        items.append(item)
        for side in SIDES:
            items += items_of(block.get(side, ()), where=f"{item.id}.{side}")
    return items


def to_plain(given: Given) -> dict[str, Any]:
    """As blocks/read.py takes it: numbers are numbers where they can be."""
    look = {"preheader": given.preheader, "accent": given.accent, "language": given.language}
    return look | {"blocks": [_block(item, given) for item in given.inside("")]}


def _block(item: Item, given: Given) -> dict[str, Any]:
    block: dict[str, Any] = {"kind": item.kind} | ({"only_if": rule_of(item.only_if)} if item.only_if else {})
    for one in KINDS[item.kind].fields:
        value = item.values.get(one.name, "")
        if one.widget == "number":
            # What is no number is refused where mails are read, as any other mistake.
            block[one.name] = int(value) if re.fullmatch(r"\d{1,4}", value) else value or int(one.usual)
        elif value or not one.usual:
            block[one.name] = value or (one.choices[0][0] if one.choices else "")
    if item.kind == "columns":
        block |= {side: [_block(one, given) for one in given.inside(f"{item.id}.{side}")] for side in SIDES}
    return block
