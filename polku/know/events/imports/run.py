"""A file of people, orders or consents, from its name to the log."""

from collections.abc import Callable, Generator, Iterator

from polku.kit import clock
from polku.know.events.imports import consents, orders, people
from polku.know.events.imports import fields as known
from polku.know.events.imports.csv_sheet import CsvSheet
from polku.know.events.imports.order_events import order_events
from polku.know.events.imports.problems import MissingField, Unreadable
from polku.know.events.imports.reading import Options, begin
from polku.know.events.imports.refusals import Refusals, write_refused
from polku.know.events.imports.request import Outcome, Request
from polku.know.events.imports.sheet import At, Sheet
from polku.know.events.imports.table import Table, open_sheet, read_table
from polku.know.events.imports.write import Keyed, Told, Written, write

Progress = Callable[[str, int, float], None]  # what `At` holds
FUTURE_MS = clock.DAY_MS  # a till's clock, and a date without a zone, may be ahead by hours
SAMPLES = 3
SEMICOLON = ";"
_CHECKS = {"people": people.check_fields, "orders": orders.check_fields, "consents": consents.check_fields}


def run(request: Request, *, progress: Progress, now_ms: int, told: Told = lambda _seqs, _written: None) -> Outcome:
    """Import one file. Raises ImportProblem when nothing of it can be; what single lines lack is in the outcome."""
    steps = import_steps(request, now_ms=now_ms, told=told)
    while True:
        try:
            progress(*next(steps))
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome


def import_steps(
    request: Request, *, now_ms: int, told: Told = lambda _seqs, _written: None
) -> Generator[At, None, Outcome]:
    """The same step by step. What was written when it is left off stays, and is passed over when it is begun again."""
    sheet = open_sheet(request.path, encoding=request.encoding, delimiter=request.delimiter)
    chosen = fields_of(request, sheet)
    refusals = Refusals(request.name or request.path.name)
    table = yield from read_table(sheet, chosen, refusals=refusals)
    if not len(table) and not refusals.reasons:
        raise Unreadable("the file has no lines below its heading")
    yield At("understanding", len(table), 1.0)
    count, parts = understood(request, sheet, table, refusals, now_ms=now_ms)
    written, done, samples = Written(), 0, list[bytes]()
    for part in parts:
        samples += [b"{" + row.body + b"}" for row in part[: SAMPLES - len(samples)]]
        for start in range(0, len(part), 1_000):
            rows = part[start : start + 1_000]
            written += write(rows, source=request.source, now_ms=now_ms, dry=request.dry, told=told)
            done += len(rows)
            yield At("counting" if request.dry else "importing", done, done / max(1, count))
    refused = None
    if len(refusals) and (request.with_refused or not request.dry):
        refused = request.refused or request.path.with_name(f"{request.path.name}.refused.csv")
        delimiter = SEMICOLON if _has_semicolons(sheet) else ","
        yield from write_refused(refusals, sheet, refused, tell=request.tell, delimiter=delimiter)
    unused = [name for name in sheet.header if name not in chosen.values()]
    return Outcome(len(table) + _unread(refusals, table), count, written, refusals, refused, chosen, unused, samples)


def _has_semicolons(sheet: Sheet) -> bool:
    """As spreadsheets write them where the decimal sign is a comma."""
    return isinstance(sheet, CsvSheet) and sheet.delimiter == SEMICOLON


def fields_of(request: Request, sheet: Sheet) -> dict[str, str]:
    """Field → heading. Raises MissingField, UnknownColumn."""
    headings = known.HEADINGS[request.kind]
    if request.is_whole_map:
        chosen = known.only(request.map, sheet.header)
    else:
        chosen = known.map_columns(sheet.header, headings, given=request.map, rest=request.kind == "people")
    try:
        _CHECKS[request.kind](chosen)
    except MissingField as problem:
        heard = [f"{name} as {field.removeprefix('products.')}" for field, name in chosen.items() if field in headings]
        raise MissingField(
            f"{problem}. The file has the headings: {', '.join(sheet.header)}. "
            f"Understood of them: {', '.join(heard) or 'none'}"
        ) from problem
    # In an order that hangs neither on who named the columns nor on where they stand: the same row is the same event.
    return {
        field: chosen[field] for field in (*(f for f in headings if f in chosen), *sorted(chosen.keys() - headings))
    }


def understood(
    request: Request, sheet: Sheet, table: Table, refusals: Refusals, *, now_ms: int
) -> tuple[int, Iterator[list[Keyed]]]:
    """How many people or orders the table holds, and their events, some at a time."""
    options = Options(
        source=request.source,
        currency=request.currency,
        zone=request.zone,
        latest_ms=now_ms + FUTURE_MS,
        date_form=request.date_form,
        prefers_comma=_has_semicolons(sheet),
    )
    reading = begin(table, refusals)
    if request.kind == "people":
        return people.people_events(reading, options)
    if request.kind == "consents":
        return consents.consent_events(reading, options)
    grouped = orders.group(reading, options)
    return len(grouped.chosen), order_events(grouped, source=options.source)


def _unread(refusals: Refusals, table: Table) -> int:
    """Lines that are in no table, because they were refused while being read."""
    read = set(table.lines.tolist()) if refusals.reasons else set()
    return sum(line not in read for line in refusals.reasons)
