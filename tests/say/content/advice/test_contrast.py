"""Contrast is that of WCAG 2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.say.content.advice.contrast import LEAST, contrast
from polku.say.content.blocks.look import on

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


# From the techniques of WCAG: #767676 is the lightest grey on white that passes.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#0000ff", 2.15),
    ],
)
def test_it_is_as_in_the_specification(one, other, expected):
    assert round(contrast(one, other), 2) == expected


@given(colours, colours)
def test_it_is_the_same_both_ways_and_of_a_colour_with_itself_one(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    assert contrast(one, one) == 1


@given(colours)
def test_words_on_a_chosen_colour_are_never_hard_to_see(colour):
    assert contrast(colour, on(colour)) >= 3.5 > LEAST - 1.01
