"""Whatever color a shop has, what follows from it can be read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from polku.say.content.advice.contrast import LEAST, contrast
from polku.say.content.look.palette import DARK, LIGHT, palette, too_weak
from polku.say.content.look.sheet import sheet

colors = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(colors)
def test_every_color_can_be_read_on_light_pages_and_on_dark_ones(color: str) -> None:
    found = palette(color)

    pairs = (
        (found.on_button, found.button), (found.on_button, found.over),
        (found.accent.light, LIGHT), (found.accent.dark, DARK),
        (found.ink.light, found.soft.light), (found.ink.dark, found.soft.dark),
    )  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < LEAST] == []
    assert min(contrast(found.edge.light, LIGHT), contrast(found.edge.dark, DARK)) >= 3


@given(colors)
def test_a_color_that_can_be_read_is_left_as_it_is(color: str) -> None:
    found, (on_light, on_dark) = palette(color), too_weak(color)

    assert (found.accent.light != color, found.accent.dark != color) == (on_light, on_dark)


def test_the_stylesheet_says_nothing_but_colors() -> None:
    assert [sheet(wrong) for wrong in ("", "fff", "1F6F5C", "1f6f5c;}", "1f6f5c\n", "zzzzzz")] == [None] * 6
    text = sheet("ffd400")
    assert text is not None
    assert ("--button:#ffd400;" in text, "--on-button:#000000;" in text, len(text) < 1_000) == (True, True, True)
    assert re.fullmatch(r"[\w:{}();,#@ -]+\n", text)
