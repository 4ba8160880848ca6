"""Texts are counted as LINE counts them: in UTF-16 units or in grapheme clusters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.say.content.chat.lengths import Bound, clusters, units

# (text, UTF-16 units, grapheme clusters): Unicode's own rules, one of each kind that is counted differently.
COUNTED = [
    ("Hello", 5, 5),
    ("🍎", 2, 1),
    ("👨\u200d👩\u200d👧\u200d👦", 11, 1),
    ("🇯🇵", 4, 1),
    ("👍🏽", 4, 1),
    ("か\u3099", 2, 1),
    ("𠮷野家", 4, 3),
    ("ก\u0e33", 2, 1),
    ("1\ufe0f\u20e3", 3, 1),
    ("A\r\nB", 4, 3),
    ("\n\r\r\n", 4, 3),
    ("", 0, 0),
    ("\u0301", 1, 1),
    ("a\u200db", 3, 2),
    ("❤\ufe0f\u200d🔥", 5, 1),
    ("🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng") + "\U000e007f", 14, 1),
    ("🇯🇵🇫", 6, 2),
    ("각ᄀ\u1161\u11a8", 4, 2),
    ("क\u094dष", 3, 1),
    ("நி", 2, 1),
    ("\u06001", 2, 1),
    ("ﷺ", 1, 1),
]


@pytest.mark.parametrize(("text", "in_units", "in_clusters"), COUNTED)
def test_both_ways_of_counting(text, in_units, in_clusters):
    assert (units(text), clusters(text)) == (in_units, in_clusters)


@given(st.text())
def test_units_are_those_of_utf_16(text):
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(max_size=30), st.integers(0, 30), st.booleans())
def test_a_bound_tells_how_much_is_too_much(text, most, in_units):
    bound = Bound(most, units=in_units, graphemes=not in_units)

    assert bound.over(text) == max(0, (units if in_units else clusters)(text) - most)


def test_where_both_ways_are_said_the_stricter_holds():
    assert Bound(10, units=True, graphemes=True).over("👨\u200d👩\u200d👧\u200d👦") == 1
