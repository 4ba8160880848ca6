"""How stores read the log: pairs, each with its last day, the same in whatever order events come."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db import connection

from polku.kit.bulk import write
from polku.know.events.event import Event
from polku.know.events.read import Block
from polku.know.events.trusted import trusted
from polku.know.people.claims import read_object
from polku.know.people.stores import sql
from polku.know.people.stores.day import day_of, team_zone
from polku.know.people.stores.models import LONGEST


class Said(msgspec.Struct, gc=False):
    store_id: Any = None
    storeId: Any = None  # noqa: N815 as clients write it
    store: Any = None


_decode = msgspec.json.Decoder(Said).decode


def fold(block: Block) -> None:
    telling = [event for event in block.events if b'"store' in bytes(event.given.properties)]  # usually none
    telling = list(trusted(telling)) if telling else []
    if not telling:
        return
    zone, found = team_zone(), dict[tuple[int, str], int]()
    for event in telling:
        day = day_of(event.time_ms, zone)
        for store in stores_of(event):
            found[event.identity_id, store] = max(day, found.get((event.identity_id, store), 0))
    if found:
        rows = [(*pair, day) for pair, day in sorted(found.items())]
        with connection.cursor() as cursor:
            write(cursor, sql.KEEP, rows, vendor=connection.vendor)


def stores_of(event: Event) -> Iterator[str]:
    """Usually none, and that is told without reading the properties."""
    raw = bytes(event.given.properties)
    if b'"store' not in raw:
        return
    try:
        said = _decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        properties = read_object(raw)
        said = Said(**{name: properties.get(name) for name in Said.__struct_fields__})
    for value in (said.store_id, said.storeId, said.store):
        if isinstance(value, str | int) and not isinstance(value, bool):
            text = str(value).replace("\0", "").strip()
            if 0 < len(text) <= LONGEST:
                yield text
