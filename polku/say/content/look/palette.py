"""What follows from one color: letters on it, and it as letters on light and dark pages (WCAG 2.2, AA)."""

import re
from dataclasses import dataclass

from polku.say.content.advice.contrast import LEAST, contrast

COLOR = re.compile(r"#[0-9a-f]{6}\Z")
BLACK, WHITE = "#000000", "#ffffff"
# What words stand on, at worst, on customers' pages (assets/css/parts/tokens.css: surface-low).
LIGHT, DARK = "#f5f5f2", "#262d30"
SOFT_LIGHT, SOFT_DARK = 0.10, 0.26  # how much of the color is in a soft ground
WELL = 6.0  # contrast of words on a soft ground
SHAPE = 3.0  # of a button's edge to the page


@dataclass(frozen=True)
class Pair:
    """On light pages, and on dark ones."""

    light: str
    dark: str


@dataclass(frozen=True)
class Palette:
    """`button` is the color itself; `ink` stands on `soft`; `edge` is what the button's edge has to be to be seen."""

    button: str
    on_button: str
    over: str
    accent: Pair
    soft: Pair
    ink: Pair
    edge: Pair


def palette(color: str) -> Palette:
    accent = Pair(_until(color, BLACK, on=LIGHT, least=LEAST), _until(color, WHITE, on=DARK, least=LEAST))
    soft = Pair(_mixed(WHITE, color, SOFT_LIGHT), _mixed("#1b2124", color, SOFT_DARK))
    on_button = best_on(color)
    return Palette(
        button=color,
        on_button=on_button,
        over=_mixed(color, WHITE if on_button == BLACK else BLACK, 0.12),  # away from its letters
        accent=accent,
        soft=soft,
        ink=Pair(_until(color, BLACK, on=soft.light, least=WELL), _until(color, WHITE, on=soft.dark, least=WELL)),
        edge=Pair(
            color if contrast(color, LIGHT) >= SHAPE else accent.light,
            color if contrast(color, DARK) >= SHAPE else accent.dark,
        ),
    )


def best_on(color: str) -> str:
    """Black or white: one of them always has 4.5 : 1 and more."""
    return max(BLACK, WHITE, key=lambda ink: contrast(ink, color))


def on_page(color: str) -> Pair:
    """Its contrast as letters on a light page and on a dark one, as written: "2.1"."""
    return Pair(f"{contrast(color, LIGHT):.1f}", f"{contrast(color, DARK):.1f}")


def too_weak(color: str) -> tuple[bool, bool]:
    """Whether it is, on a light page and on a dark one, less than WCAG AA asks for."""
    return contrast(color, LIGHT) < LEAST, contrast(color, DARK) < LEAST


def _until(color: str, goal: str, *, on: str, least: float) -> str:
    """The color itself, or as many steps towards `goal` as it takes to be read."""
    steps = (_mixed(color, goal, step / 20) for step in range(21))
    return next((found for found in steps if contrast(found, on) >= least), goal)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
