"""The first people or orders of a file, as they will be."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from polku.know.events.imports.refusals import Refusals
from polku.know.events.imports.request import Request
from polku.know.events.imports.sheet import Sheet

LINES = 200  # read
SHOWN = 5


@dataclass(frozen=True)
class Preview:
    events: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # sentences on the first refused lines


def preview(request: Request, sheet: Sheet, *, now_ms: int) -> Preview:
    """Raises ImportProblem."""
    from polku.know.events.imports.run import fields_of, understood  # with what reads tables: see sheet.py
    from polku.know.events.imports.table import read_table

    refusals = Refusals(request.name or request.path.name)
    steps = read_table(sheet, fields_of(request, sheet), refusals=refusals, most=LINES)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            table = end.value
            break
    _count, parts = understood(request, sheet, table, refusals, now_ms=now_ms)
    rows = [row for part in parts for row in part[:SHOWN]][:SHOWN]
    return Preview([msgspec.json.decode(b"{" + row.body + b"}") for row in rows], refusals.sentences(SHOWN))
