"""A first look into a file: how it is written, and the first values of each column."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from polku.know.events.imports.csv_sheet import CsvSheet
from polku.know.events.imports.refusals import OWN_COLUMNS
from polku.know.events.imports.sheet import Sheet

LINES = 200  # looked at


@dataclass(frozen=True)
class Look:
    sheet: Sheet
    encoding: str  # "" for what has none
    delimiter: str
    values: dict[str, Sequence[object]]  # heading → the first values, as they stand there

    @property
    def header(self) -> list[str]:
        """Without the columns that we ourselves have added to a file of refused lines."""
        return [name for name in self.sheet.header if name not in OWN_COLUMNS]

    def shown(self, heading: str, most: int = 3) -> list[str]:
        """The first different values that are not empty."""
        texts = (str(value).strip() for value in self.values[heading] if value is not None)
        return list(dict.fromkeys(text for text in texts if text))[:most]


@lru_cache(maxsize=16)  # to find the encoding of a large file all of it is read; uploaded files never change
def look(path: Path, *, encoding: str = "", delimiter: str = "") -> Look:
    """Raises Unreadable."""
    from polku.know.events.imports.table import open_sheet  # with what reads tables: see sheet.py

    sheet = open_sheet(path, encoding=encoding or None, delimiter=delimiter or None)
    values: dict[str, Sequence[object]] = {name: [] for name in sheet.header}
    for chunk in sheet.chunks(size=LINES):
        values = {name: chunk.columns[name].slice(0, LINES).to_pylist() for name in sheet.header}
        break
    if isinstance(sheet, CsvSheet):
        return Look(sheet, sheet.encoding.name.removesuffix("-sig"), sheet.delimiter, values)
    return Look(sheet, "", "", values)
