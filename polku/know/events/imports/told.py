"""What was said of how to read a file; kept with its import, for the dry run and the run after it."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from polku.know.events.imports import files
from polku.know.events.imports.models import Import
from polku.know.events.imports.request import Kind, Request

KINDS: dict[str, Kind] = {"people": "people", "orders": "orders", "consents": "consents"}


class Told(msgspec.Struct, frozen=True):
    """`map` is whole: what it does not name is left out. Empty texts: as it is found, or as the team has it."""

    map: dict[str, str] = {}  # field → heading
    header: list[str] = []  # of the file for which that was said
    encoding: str = ""
    delimiter: str = ""
    dates: str = ""  # dates.DAY_FIRST, MONTH_FIRST
    zone: str = ""
    currency: str = ""


def told(row: Import) -> Told:
    return msgspec.convert(row.told, Told)


def plain(said: Told) -> dict[str, Any]:
    """As the row keeps it."""
    found: dict[str, Any] = msgspec.to_builtins(said)
    return found


def request(row: Import, *, source: int, currency: str, zone: str, dry: bool = False) -> Request:
    """What to do with an uploaded file. `currency`, `zone`: the team's, where nothing else was said."""
    said = told(row)
    return Request(
        kind=KINDS[row.kind],
        path=files.path_of(row.stored),
        source=source,
        currency=said.currency or currency,
        map=said.map,
        is_whole_map=True,
        zone=ZoneInfo(said.zone or zone),
        date_form=said.dates or None,
        encoding=said.encoding or None,
        delimiter=said.delimiter or None,
        name=row.file_name,
        refused=files.path_of(row.refused_stored) if row.refused_stored else None,
        dry=dry,
        with_refused=True,
    )
