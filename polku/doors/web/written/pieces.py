"""Pieces of what is being written, as the page's form has them: each with an id, its fields named `id.field`."""

import re
import secrets
from dataclasses import dataclass, field

from polku.doors.web.written.conditions import whom
from polku.say.content.blocks.blocks import ACCENT

ID = re.compile(r"[a-z0-9]{1,12}")


@dataclass
class Item:
    """`where`: "" at the top, or the place within another one in which it stands: "b3.left"."""

    id: str
    kind: str
    where: str = ""
    values: dict[str, str] = field(default_factory=dict)
    is_open: bool = False
    is_new: bool = False  # just added: one writes in it next
    is_fresh: bool = False  # added, and nothing has been written in it yet
    only_if: str = ""  # a rule as JSON: who sees it; "" for everybody

    @property
    def whom(self) -> str:
        """Who sees it, in words; "" for everybody."""
        return whom(self.only_if)


@dataclass
class Pieces:
    """All of them, and how they look. `gone`: what was removed last, as the form carries it along for an undo."""

    items: list[Item]
    accent: str = ACCENT
    language: str = ""
    gone: str = ""

    def inside(self, where: str) -> list[Item]:
        return [item for item in self.items if item.where == where]

    def find(self, item_id: str) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)


def new_id() -> str:
    return f"b{secrets.token_hex(4)}"
