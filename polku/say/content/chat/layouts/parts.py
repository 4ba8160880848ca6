"""What the layouts are put together from."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from polku.say.content.blocks.look import INK, LINE, SOFT

Part = dict[str, Any]
GREEN, RED, BLUE, GOLD, SAND = "#14795f", "#b4462e", "#2a5d8f", "#a87514", "#f4efe6"


def friend() -> str:
    # Translators: the words within braces are code: translate only "friend".
    return _('{{ person.first_name | default: "friend" }}')


def words(text: str, *, size: str = "md", color: str = INK, **more: Any) -> Part:
    return {"type": "text", "text": text, "size": size, "color": color, "wrap": True, **more}


def strong(text: str, *, size: str = "xl", **more: Any) -> Part:
    return words(text, size=size, weight="bold", **more)


def soft(text: str, *, size: str = "sm", **more: Any) -> Part:
    return words(text, size=size, color=SOFT, **more)


def box(*contents: Part, layout: str = "vertical", **more: Any) -> Part:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def row(*contents: Part, **more: Any) -> Part:
    return box(*contents, layout="horizontal", **more)


def line(**more: Any) -> Part:
    return {"type": "separator", "color": LINE, **more}


def press(label: str, url: str, *, color: str = GREEN, style: str = "primary") -> Part:
    action = {"type": "uri", "label": label, "uri": url}
    shown = {"color": color} if style == "primary" else {}
    return {"type": "button", "style": style, "height": "sm", "action": action, **shown}


def copy(label: str, text: str) -> Part:
    action = {"type": "clipboard", "label": label, "clipboardText": text}
    return {"type": "button", "style": "secondary", "height": "sm", "action": action}


def sign(emoji: str, *, color: str, height: str = "120px") -> Part:
    """A field of colour with a sign, where a picture may stand."""
    return box(
        words(emoji, size="4xl", align="center"),
        backgroundColor=color,
        height=height,
        justifyContent="center",
        paddingAll="none",
    )


def fact(name: str, value: str, *, is_strong: bool = False) -> Part:
    """One row of a list: what, and how much."""
    look: Part = {"weight": "bold"} if is_strong else {}
    return row(
        words(name, size="sm", flex=3, **look), words(value, size="sm", align="end", flex=2, **look), spacing="md"
    )


def bubble(body: Sequence[Part], *, foot: Sequence[Part] = (), head: Part | None = None, **more: Any) -> Part:
    made: Part = {"type": "bubble", **more}
    if head is not None:
        made["hero"] = head
    made["body"] = box(*body, spacing="md")
    if foot:
        made["footer"] = box(*foot, spacing="sm")
    return made
