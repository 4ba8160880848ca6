"""Lines that were not imported, each with its reason, to be mended and imported again."""

import csv
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.kit import csv_out
from polku.know.events.imports.sheet import At, Sheet

OWN_COLUMNS = ("refused_line", "refused_reason")  # what the file of refused lines has more than the file it came from

# What kind of reason it is, for whoever does not read the English detail.
LINE, VALUE, EMPTY, CONFLICT, BESIDE = "line", "value", "empty", "conflict", "beside"
SENTENCES: dict[str, str | Promise] = {
    LINE: _("This is not a line of the table."),
    VALUE: _("A value cannot be understood."),
    EMPTY: _("Something is empty that every line must have."),
    CONFLICT: _("The lines of one order contradict each other."),
    BESIDE: _("Another line of the same order is refused."),
}


@dataclass
class Refusals:
    """The first reason counts."""

    file: str  # the file's name, for the sentences
    reasons: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)

    def add(self, line: int, reason: str, *, code: str) -> None:
        self.reasons.setdefault(int(line), reason)
        self.codes.setdefault(int(line), code)

    def add_all(self, lines: Iterable[int], reason: str, *, code: str) -> None:
        for line in lines:
            self.add(line, reason, code=code)

    def by_code(self) -> dict[str, int]:
        """How many lines for which kind of reason."""
        return dict(Counter(self.codes.values()))

    def counted(self) -> list[tuple[str, int]]:
        return in_words(self.by_code())

    def __len__(self) -> int:
        return len(self.reasons)

    def sentence(self, line: int) -> str:
        return f"{self.file} line {line}: {self.reasons[line]}"

    def sentences(self, most: int) -> list[str]:
        return [self.sentence(line) for line in sorted(self.reasons)[:most]]


def in_words(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many lines for which kind of reason, in the reader's language; the most frequent first."""
    return [(str(SENTENCES[code]), counts[code]) for code in sorted(counts, key=lambda code: (-counts[code], code))]


def write_refused(
    refusals: Refusals, sheet: Sheet, path: Path, *, tell: Callable[[str], str] = str, delimiter: str = ","
) -> Generator[At, None, None]:
    """The refused lines as CSV with their reasons, step by step. Mended, that file can be imported as it is.

    `delimiter`: a semicolon where the source has it: it tells that decimal signs are commas.

    A line with too many or too few cells keeps them, with number and reason behind its last one: padded or cut it would
    look whole and be taken unmended.

    The source is read a second time for it: so what is good needs no memory for what is not. No cell of it is a formula
    to the spreadsheet in which it is mended (see kit/csv_out.py; `csv_sheet` takes that back).
    """
    header = [name for name in sheet.header if name not in OWN_COLUMNS]
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv_out.Writer(file, delimiter=delimiter)
        writer.writerow([*header, *OWN_COLUMNS])
        for chunk in sheet.chunks():
            rows: list[tuple[int, list[object]]] = [
                (line, [chunk.columns[name][place].as_py() for name in header])
                for place, line in enumerate(chunk.lines)
                if line in refusals.reasons
            ]
            rows += [(line.line, list(line.cells)) for line in chunk.broken]
            for line, cells in sorted(rows, key=lambda row: row[0]):
                writer.writerow([*cells, line, tell(refusals.sentence(line))])
            written += len(rows)
            yield At("refusing", written, chunk.done)


def refused_rows(path: Path) -> Iterator[list[str]]:
    """The lines of a file that `write_refused` wrote, from the heading on, every cell as it was."""
    delimiter = refused_delimiter(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for cells in csv.reader(file, delimiter=delimiter):
            yield [csv_out.unguarded(cell) for cell in cells]


def refused_delimiter(path: Path) -> str:
    """What parts the cells of such a file: it stands between our own two columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading = next(line for line in file if line.rstrip().endswith(OWN_COLUMNS[1]))
    return heading.rstrip().removesuffix(OWN_COLUMNS[1])[-1]
