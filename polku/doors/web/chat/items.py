"""A chat as the page's form has it: items, each with an id, a kind and where it stands; fields named `id.field`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from polku.doors.web.chat.kinds.kind import Kind, Slot
from polku.doors.web.chat.kinds.registry import BLOCKS, CHAT, KINDS, QUICK, slot_of
from polku.doors.web.written.pieces import ID, Item, Pieces
from polku.say.content.blocks.blocks import ACCENT

MOST_ITEMS = 1_500
OWN = ("alt", "sender_name", "sender_icon", "is_silent")  # of the chat itself; in the form "chat.alt"


@dataclass
class Given(Pieces):
    """A chat in the page's form. `own`: what belongs to the chat itself, by OWN."""

    own: dict[str, str] = field(default_factory=dict)

    def slot(self, where: str) -> Slot | None:
        """The slot of that name, where there is one."""
        if where in ("", f"{CHAT}.{QUICK.name}"):
            return QUICK if where else BLOCKS
        parent_id, _dot, name = where.partition(".")
        parent = self.find(parent_id)
        return slot_of(its_kind(parent), name) if parent is not None else None

    def is_fresh(self, item: Item) -> bool:
        """Nobody has written in it since it was added, nor in what stands in it."""
        return all(one.is_new or one.is_fresh for one in self.within(item))

    def within(self, item: Item) -> Iterator[Item]:
        """The item, and all that stands in it."""
        yield item
        for slot in its_kind(item).slots:
            for inner in self.inside(f"{item.id}.{slot.name}"):
                yield from self.within(inner)


def of_form(data: Any) -> Given:
    """What was posted; whatever fits nowhere is passed over. `data`: Django's QueryDict."""
    given = Given(
        [],
        own={name: _text(data, f"{CHAT}.{name}") for name in OWN},
        accent=data.get("accent", "") or ACCENT,
        language=data.get("language", ""),
        gone=data.get("gone", ""),
    )
    # A part stands behind what it is a part of: the form has them in the order of the page.
    for item_id in dict.fromkeys(data.getlist("block")[:MOST_ITEMS]):
        kind, where = KINDS.get(data.get(f"{item_id}.kind", "")), data.get(f"{item_id}.where", "")
        slot = given.slot(where)
        if kind is None or slot is None or kind.name not in slot.kinds or not ID.fullmatch(item_id) or item_id == CHAT:
            continue
        values = {one.name: _text(data, f"{item_id}.{one.name}", one.usual) for one in kind.fields}
        is_fresh = bool(data.get(f"{item_id}.fresh")) and all(values[one.name] == one.usual for one in kind.fields)
        is_open = bool(data.get(f"{item_id}.open"))
        only_if = _text(data, f"{item_id}.only_if")
        given.items.append(Item(item_id, kind.name, where, values, is_open=is_open, is_fresh=is_fresh, only_if=only_if))
    return given


def its_kind(item: Item) -> Kind:
    return KINDS[item.kind]


def _text(data: Any, name: str, usual: str = "") -> str:
    """`usual` where the form had no such field: an action that has just become one of another kind."""
    return str(data.get(name, usual)).replace("\r\n", "\n")
