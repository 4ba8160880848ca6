"""Lines that were not imported, each with its reason, to be mended and imported again."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from polku.know.events.imports.sheet import Sheet

OWN_COLUMNS = ("refused_line", "refused_reason")  # what the file of refused lines has more than the file it came from


@dataclass
class Refusals:
    """The first reason counts."""

    file: str  # the file's name, for the sentences
    reasons: dict[int, str] = field(default_factory=dict)

    def add(self, line: int, reason: str) -> None:
        self.reasons.setdefault(int(line), reason)

    def add_all(self, lines: Iterable[int], reason: str) -> None:
        for line in lines:
            self.add(line, reason)

    def __len__(self) -> int:
        return len(self.reasons)

    def sentence(self, line: int) -> str:
        return f"{self.file} line {line}: {self.reasons[line]}"

    def sentences(self, most: int) -> list[str]:
        return [self.sentence(line) for line in sorted(self.reasons)[:most]]


def write_refused(refusals: Refusals, sheet: Sheet, path: Path) -> None:
    """The refused lines as CSV with their reasons. Mended, that file can be imported as it is.

    The source is read a second time for it: so what is good needs no memory for what is not.
    """
    header = [name for name in sheet.header if name not in OWN_COLUMNS]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, *OWN_COLUMNS])
        for chunk in sheet.chunks():
            rows: list[tuple[int, list[object]]] = [
                (line, [chunk.columns[name][place].as_py() for name in header])
                for place, line in enumerate(chunk.lines)
                if line in refusals.reasons
            ]
            padding = [""] * len(header)
            rows += [(line.line, [*line.cells, *padding][: len(header)]) for line in chunk.broken]
            for line, cells in sorted(rows, key=lambda row: row[0]):
                writer.writerow([*cells, line, refusals.sentence(line)])
