"""Cells of CSV files that leave the house: to the spreadsheet that opens them, none of them is a formula.

A cell that begins like one gets an apostrophe before it, as spreadsheets themselves mark text. Numbers stay numbers,
also those with a sign (-12.50, +358401234567). `unguarded` takes the apostrophe away again, exactly.
"""

import csv
import re
from collections.abc import Iterable
from typing import Any

_formula = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_number = re.compile(r"[+-]?\d[\d.,]*")


class Writer:
    """Rows of CSV into an open text file (`newline=""`), every cell guarded."""

    def __init__(self, file: Any, *, delimiter: str = ",") -> None:
        self._writer = csv.writer(file, delimiter=delimiter)

    def writerow(self, cells: Iterable[object]) -> None:
        self._writer.writerow([guarded(cell) for cell in cells])


def guarded(cell: object) -> object:
    """The cell as it may leave; only text can be a formula."""
    return f"'{cell}" if isinstance(cell, str) and _looks_like_a_formula(cell) else cell


def unguarded(text: str) -> str:
    """What was there before `guarded`."""
    return text[1:] if text[:1] == "'" and _looks_like_a_formula(text[1:]) else text


def _looks_like_a_formula(text: str) -> bool:
    return _formula.match(text) is not None and _number.fullmatch(text) is None
