"""How a card looks."""

import re
from typing import Literal

import msgspec
from django.utils.translation import gettext as _

from polku.say.content.media.names import is_name
from polku.say.content.problem import Problem

COLOR = re.compile(r"#[0-9a-f]{6}\Z")
Icon = Literal["star", "cup", "heart", "leaf", "paw", "scissors", "bag", "bread", "flower", "check"]


class Design(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`picture` and `background`: names of uploaded pictures; "": the icon, and the color alone."""

    color: str = "#1f6f5c"
    icon: Icon = "star"
    picture: str = ""  # in the place of the icon
    background: str = ""

    @property
    def ink(self) -> str:
        """Black or white: what is better read on the color (WCAG 2.2, relative luminance)."""
        red, green, blue = (_linear(int(self.color[at : at + 2], 16) / 255) for at in (1, 3, 5))
        return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"


def wrong_design(design: Design) -> Problem | None:
    if not COLOR.match(design.color):
        return Problem(_("A color is written like #1f6f5c."), field="design.color")
    for field in ("picture", "background"):
        if (name := getattr(design, field)) and not is_name(name):
            return Problem(_("There is no such picture."), field=f"design.{field}")
    return None


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
