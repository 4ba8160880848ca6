"""Rich menus of one account: what is kept of each, who sees which, and what the phone shows."""

from dataclasses import dataclass, field
from typing import Any

MOST = 1_000  # menus, and aliases, of one account


@dataclass
class Menu:
    """`said`: size, areas and words as the program gave them. The image is set once and never changes."""

    id: str
    said: dict[str, Any]
    image: bytes = b""
    image_type: str = ""

    def told(self) -> dict[str, Any]:
        return {"richMenuId": self.id, **self.said}


@dataclass
class RichMenus:
    menus: dict[str, Menu] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default: str = ""
    links: dict[int, str] = field(default_factory=dict)

    def shown_to(self, number: int) -> Menu | None:
        """The menu in this person's chat: their own, else the default."""
        return self.menus.get(self.links.get(number, "")) or self.menus.get(self.default)

    def by_alias(self, alias: str) -> Menu | None:
        return self.menus.get(self.aliases.get(alias, ""))

    def forget(self, menu_id: str) -> None:
        """Whoever was linked to it sees the default again; aliases to it lead nowhere."""
        del self.menus[menu_id]
        self.links = {number: one for number, one in self.links.items() if one != menu_id}
        if self.default == menu_id:
            self.default = ""
