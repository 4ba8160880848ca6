"""Posters and codes to print: one page, and the address within reach of a camera."""

import re
from typing import get_args

import pytest

from polku.kit.lettering import in_lines
from polku.say.channels.line.sources.codes import png, svg
from polku.say.channels.line.sources.poster import Size, poster

ADDRESS = "https://polku.kahvila.example/f/abc2345"
JAPANESE = "LINEで友だちになると、コーヒー1杯プレゼント！"


@pytest.mark.parametrize("size", get_args(Size))
@pytest.mark.parametrize("headline", ["Be our friend on LINE", JAPANESE, "x" * 200, "", "{{7*7}} <b>"])
def test_a_poster_is_one_page_whatever_it_says(size: Size, headline: str) -> None:
    made = poster(size=size, address=ADDRESS, shop="Kahvila", headline=headline, how="Scan it.", title="Till 3")

    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", made)) == 1


def test_codes_are_pictures() -> None:
    assert png(ADDRESS).startswith(b"\x89PNG")
    assert b"<svg" in svg(ADDRESS)


@pytest.mark.parametrize("text", ["Be our friend on LINE and get a free coffee", JAPANESE])
def test_lines_fit_and_lose_nothing(text: str) -> None:
    lines, size = in_lines(text, width=200, size=30, most=2)

    assert len(lines) <= 2
    assert size >= 15
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_is_far_too_long_is_cut() -> None:
    lines, _size = in_lines("long " * 100, width=200, size=30, most=2)

    assert len(lines) == 2
    assert lines[1].endswith("…")
