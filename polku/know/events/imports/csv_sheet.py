"""Comma-separated files and their relatives: semicolons, tabs, bars, quotes, line breaks within quotes."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from polku.kit.csv_out import unguarded
from polku.know.events.imports.encodings import BROKEN, UNREADABLE, Encoding, detect
from polku.know.events.imports.problems import Unreadable
from polku.know.events.imports.reasons import NEVER_CLOSED, NOT_TEXT, means, reason_of
from polku.know.events.imports.records import records
from polku.know.events.imports.refusals import OWN_COLUMNS
from polku.know.events.imports.sheet import LINES, Broken, Chunk, texts

DELIMITERS = ",;\t|"
SAMPLE = 1 << 16


@dataclass(frozen=True)
class CsvSheet:
    path: Path
    encoding: Encoding
    delimiter: str
    header: list[str]

    def chunks(self, wanted: set[str] | None = None, *, size: int = LINES) -> Iterator[Chunk]:
        whole = max(1, self.path.stat().st_size)
        with self.path.open("rb") as file:
            text = TextIOWrapper(file, self.encoding.name, self.encoding.errors, newline="")
            lines: list[int] = []
            rows: list[list[str]] = []
            broken: list[Broken] = []
            for line, row, reason in self._rows(text):
                if reason:
                    broken.append(Broken(line, reason, row))
                    continue
                lines.append(line)
                rows.append(row)
                if len(rows) == size:
                    yield self._chunk(lines, rows, broken, wanted, file.tell() / whole)
                    lines, rows, broken = [], [], []
            yield self._chunk(lines, rows, broken, wanted, 1.0)

    def _rows(self, text: TextIOWrapper) -> Iterator[tuple[int, list[str], str]]:
        """(line, cells, what is wrong) for every line below the header that is not blank."""
        width, is_header = len(self.header), True
        is_mended = set(OWN_COLUMNS) <= set(self.header)  # our own file of refused lines, come back
        for start, row, reason in records(text, delimiter=self.delimiter, width=width, is_ours=_is_ours(self.header)):
            if reason:
                yield start, row, reason
                continue
            if not row or (not row[0] and not any(row)):
                continue
            if is_header:
                is_header = False
                continue
            if is_mended:
                row, reason = self._come_back(row)
                if reason:
                    yield start, row, reason
                    continue
            if len(row) != width:
                while len(row) > width and not row[-1]:
                    row.pop()
                if len(row) != width:
                    yield start, row, _count(len(row), width)
                    continue
            if self.encoding.errors == BROKEN and any(UNREADABLE in cell for cell in row):
                name = self.encoding.name.removesuffix("-sig").upper()
                yield start, row, f"this is not {name} text"
                continue
            yield start, row, ""

    def _come_back(self, row: list[str]) -> tuple[list[str], str]:
        """A line of our own file of refused ones, and what is still wrong with its form."""
        row = [unguarded(cell) for cell in row]
        width = len(self.header) - len(OWN_COLUMNS)
        if not _is_ours(self.header):
            return row, ""
        end, reason = _marks(row)
        if reason is None:
            if len(row) == width:
                return [*row, "", ""], ""
            if len(row) == len(self.header) and row[width] and not row[width].isdecimal():
                return row, _count(len(row), width)
            return row, ""
        cells, marks = row[:end], row[end : end + len(OWN_COLUMNS)]
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) != width:
            return cells, _count(len(cells), width)
        # These two are of the right width, and look well in this file: whether they were mended stands in the cells.
        if means(reason, NEVER_CLOSED) and any(cell.startswith('"') and cell.count('"') % 2 for cell in cells):
            return cells, NEVER_CLOSED
        if means(reason, NOT_TEXT) and any(UNREADABLE in cell for cell in cells):
            return cells, NOT_TEXT
        return cells + marks, ""

    def _chunk(
        self, lines: list[int], rows: list[list[str]], broken: list[Broken], wanted: set[str] | None, done: float
    ) -> Chunk:
        cells = zip(*rows, strict=True) if rows else [()] * len(self.header)
        columns = {
            name: texts(column)
            for name, column in zip(self.header, cells, strict=True)
            if wanted is None or name in wanted
        }
        return Chunk(lines, columns, broken, min(done, 1.0))


def open_csv(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> CsvSheet:
    """Raises Unreadable for a file without a heading."""
    found = detect(path, forced=encoding)
    with path.open("r", encoding=found.name, errors=found.errors, newline="") as file:
        sample = file.read(SAMPLE)
    delimiter = delimiter or _sniff(sample)
    for row in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
        if any(row):
            return CsvSheet(path, found, delimiter, _distinct(_heading(row)))
    raise Unreadable("the file is empty")


def _heading(row: list[str]) -> list[str]:
    names = [name.strip().lstrip("\ufeff") for name in row]
    # A spreadsheet makes all lines of our file of refused ones as long as its longest.
    ours = names[: max((place for place, name in enumerate(names, 1) if name), default=0)]
    return [unguarded(name) for name in ours] if _is_ours(ours) else names


def _is_ours(header: list[str]) -> bool:
    """Whether this is the heading of a file of refused lines, come back."""
    return tuple(header[-len(OWN_COLUMNS) :]) == OWN_COLUMNS


def _marks(row: list[str]) -> tuple[int, str | None]:
    """Where our own two cells begin, and the reason in them: behind a line's last cell, however many it has."""
    last = max((place for place, cell in enumerate(row) if cell), default=0)
    return last - 1, reason_of(row[last], line=row[last - 1]) if last else None


def _count(found: int, wanted: int) -> str:
    return f"{found} columns where the heading has {wanted}"


def _sniff(sample: str) -> str:
    """The delimiter that cuts the heading into most pieces and the lines below into as many.

    In a file of refused lines hardly any may have the heading's width; there, our own columns tell it.
    """

    def score(delimiter: str) -> tuple[bool, float, int]:
        rows = [row for row in csv.reader(sample.splitlines(keepends=True)[:200], delimiter=delimiter) if any(row)]
        width = len(rows[0]) if rows else 0
        if width < 2:
            return False, 0.0, 0
        is_ours = _is_ours(_heading(rows[0]))
        return is_ours, round(sum(len(row) == width for row in rows) / len(rows), 1), width

    return max(DELIMITERS, key=score)


def _distinct(names: list[str]) -> list[str]:
    """a, a → a, a (2); a heading without a name is called by its place."""
    seen: dict[str, int] = {}
    distinct = []
    for place, name in enumerate(names, 1):
        name = name or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return distinct
