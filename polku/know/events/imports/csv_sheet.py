"""Comma-separated files and their relatives: semicolons, tabs, bars, quotes, line breaks within quotes."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from polku.kit.csv_out import unguarded
from polku.know.events.imports.encodings import BROKEN, UNREADABLE, Encoding, detect
from polku.know.events.imports.problems import Unreadable
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
        for start, row, reason in records(text, delimiter=self.delimiter, width=width):
            if reason:
                yield start, row, reason
                continue
            if not row or (not row[0] and not any(row)):
                continue
            if is_header:
                is_header = False
                continue
            if len(row) != width:
                while len(row) > width and not row[-1]:
                    row.pop()
                if len(row) != width:
                    yield start, row, f"{len(row)} columns where the heading has {width}"
                    continue
            if is_mended:
                row = [unguarded(cell) for cell in row]
            if self.encoding.errors == BROKEN and any(UNREADABLE in cell for cell in row):
                name = self.encoding.name.removesuffix("-sig").upper()
                yield start, row, f"this is not {name} text"
                continue
            yield start, row, ""

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
            return CsvSheet(path, found, delimiter, _distinct([name.strip().lstrip("\ufeff") for name in row]))
    raise Unreadable("the file is empty")


def _sniff(sample: str) -> str:
    """The delimiter that cuts the heading into most pieces and the lines below into as many."""

    def score(delimiter: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(sample.splitlines(keepends=True)[:200], delimiter=delimiter) if any(row)]
        width = len(rows[0]) if rows else 0
        if width < 2:
            return 0.0, 0
        return round(sum(len(row) == width for row in rows) / len(rows), 1), width

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
