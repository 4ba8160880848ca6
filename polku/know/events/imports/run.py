"""A file of people or orders, from its name to the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Literal

from polku.kit import clock
from polku.know.events.imports import fields as known
from polku.know.events.imports import orders, people
from polku.know.events.imports.csv_sheet import CsvSheet
from polku.know.events.imports.order_events import order_events
from polku.know.events.imports.problems import MissingField, Unreadable
from polku.know.events.imports.reading import Options, begin
from polku.know.events.imports.refusals import Refusals, write_refused
from polku.know.events.imports.table import Progress, Table, open_sheet, read_table
from polku.know.events.imports.write import Keyed, Written, write

Kind = Literal["people", "orders"]
FUTURE_MS = clock.DAY_MS  # a till's clock, and a date without a zone, may be ahead by hours
SAMPLES = 3


@dataclass(frozen=True)
class Request:
    """What to import, and how to read what the file does not say itself."""

    kind: Kind
    path: Path
    source: int  # know.teams.Source
    currency: str
    map: Mapping[str, str] = field(default_factory=dict)  # field → heading; "" leaves a field out
    zone: tzinfo = UTC
    date_form: str | None = None
    encoding: str | None = None
    refused: Path | None = None  # where refused lines go; beside the file when not given
    dry: bool = False


@dataclass(frozen=True)
class Outcome:
    lines: int
    rows: int  # orders, or people
    written: Written
    refusals: Refusals
    refused: Path | None  # the file of refused lines, if there are any
    fields: dict[str, str]  # field → heading
    unused: list[str]  # headings that nothing was taken from
    samples: list[bytes]  # the first events, as JSON


def run(request: Request, *, progress: Progress, now_ms: int) -> Outcome:
    """Import one file. Raises ImportProblem when nothing of it can be; what single lines lack is in the outcome."""
    sheet = open_sheet(request.path, encoding=request.encoding)
    headings = known.PEOPLE if request.kind == "people" else known.ORDERS
    chosen = known.map_columns(sheet.header, headings, given=request.map, rest=request.kind == "people")
    try:
        (people if request.kind == "people" else orders).check_fields(chosen)
    except MissingField as problem:
        understood = [
            f"{name} as {field.removeprefix('products.')}" for field, name in chosen.items() if field in headings
        ]
        raise MissingField(
            f"{problem}. The file has the headings: {', '.join(sheet.header)}. "
            f"Understood of them: {', '.join(understood) or 'none'}"
        ) from problem
    refusals = Refusals(request.path.name)
    table = read_table(sheet, chosen, refusals=refusals, progress=progress)
    if not len(table) and not refusals.reasons:
        raise Unreadable("the file has no lines below its heading")
    options = Options(
        source=request.source,
        currency=request.currency,
        zone=request.zone,
        latest_ms=now_ms + FUTURE_MS,
        date_form=request.date_form,
        prefers_comma=isinstance(sheet, CsvSheet) and sheet.delimiter == ";",
    )
    progress("understanding", len(table), 1.0)
    count, parts = _events(request.kind, table, refusals, options)
    written, done, samples = Written(), 0, list[bytes]()
    for part in parts:
        samples += [b"{" + row.body + b"}" for row in part[: SAMPLES - len(samples)]]
        for start in range(0, len(part), 1_000):
            rows = part[start : start + 1_000]
            written += write(rows, source=request.source, now_ms=now_ms, dry=request.dry)
            done += len(rows)
            progress("counting" if request.dry else "importing", done, done / max(1, count))
    refused = None
    if len(refusals) and not request.dry:
        refused = request.refused or request.path.with_name(f"{request.path.name}.refused.csv")
        write_refused(refusals, sheet, refused)
    unused = [name for name in sheet.header if name not in chosen.values()]
    return Outcome(len(table) + _unread(refusals, table), count, written, refusals, refused, chosen, unused, samples)


def _events(kind: Kind, table: Table, refusals: Refusals, options: Options) -> tuple[int, Iterator[list[Keyed]]]:
    reading = begin(table, refusals)
    if kind == "people":
        return people.people_events(reading, options)
    grouped = orders.group(reading, options)
    return len(grouped.chosen), order_events(grouped, source=options.source)


def _unread(refusals: Refusals, table: Table) -> int:
    """Lines that are in no table, because they were refused while being read."""
    read = set(table.lines.tolist()) if refusals.reasons else set()
    return sum(line not in read for line in refusals.reasons)
