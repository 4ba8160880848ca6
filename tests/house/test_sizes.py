"""A file is read in one go: most fit a screen, none is a day's walk."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.tree import files, lines_of, python_files, templates

MEDIAN, NINE_OF_TEN, MOST = 60, 180, 400
MOST_IN_A_TEMPLATE = 120
EXEMPT = {Path("polku/settings.py")}


def code() -> list[Path]:
    """The program and its tests, without migrations, which Django writes."""
    ours = [path for path in python_files(".") if "migrations" not in path.parts]
    islands = [path for path in files() if path.is_relative_to("assets") and path.suffix in {".js", ".mjs", ".css"}]
    return [path for path in [*ours, *islands, Path("do")] if path not in EXEMPT]


def too_long(paths: Sequence[Path], most: int) -> list[str]:
    return [f"{path} has {lines_of(path)} lines, {most} at most" for path in paths if lines_of(path) > most]


def test_no_file_is_longer_than_400_lines(capsys: pytest.CaptureFixture[str]) -> None:
    longest = sorted(code(), key=lines_of, reverse=True)[:10]
    with capsys.disabled():
        print("\nthe ten longest files:", *(f"\n{lines_of(path):5} {path}" for path in longest))

    assert too_long(code(), MOST) == []


def test_half_of_the_program_fits_a_screen_and_nine_of_ten_files_three(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = sorted(lines_of(path) for path in code() if path.is_relative_to("polku"))
    median, nine_of_ten = lengths[len(lengths) // 2], lengths[int(len(lengths) * 0.9)]
    with capsys.disabled():
        print(f"\n{len(lengths)} files, {sum(lengths)} lines: median {median}, nine of ten below {nine_of_ten + 1}")

    assert median <= MEDIAN
    assert nine_of_ten <= NINE_OF_TEN


def test_no_template_is_longer_than_120_lines() -> None:
    assert too_long(templates(), MOST_IN_A_TEMPLATE) == []
