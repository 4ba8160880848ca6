"""Lines of people become `identify` events.

Several lines about one person are one event: of each column the last cell counts that says something.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec
import numpy as np

from polku.kit import clock, ids
from polku.know.events.imports.dates import instant_reader
from polku.know.events.imports.groups import Groups
from polku.know.events.imports.orders import nothing
from polku.know.events.imports.problems import MissingField
from polku.know.events.imports.reading import Options, Reading, Understood, email, not_after, text_reader
from polku.know.events.imports.refusals import EMPTY
from polku.know.events.imports.table import Codes
from polku.know.events.imports.write import Keyed

T = TypeVar("T")

PEOPLE = 10_000  # made into events at a time
TEXT = 2_000  # characters in a trait
IDENTITIES = ("user_id", "email", "phone", "anonymous_id")  # the strongest first


def check_fields(fields: dict[str, str]) -> None:
    """Raises MissingField for a file that cannot hold people."""
    if not set(IDENTITIES) & set(fields):
        raise MissingField(
            f"no column is known to tell people apart: {', '.join(IDENTITIES)}; name it with --map user_id=COLUMN"
        )


def people_events(reading: Reading, options: Options) -> tuple[int, Iterator[list[Keyed]]]:
    """How many people the table holds, and their events, some at a time."""
    values = {
        field: reading.understand(field, _reader(field)) for field in reading.table.columns if field != "timestamp"
    }
    times = _times(reading, options)
    kinds, who = _who(values, reading)
    reading.refuse(who.codes < 0, f"nothing tells who this is: {', '.join(kinds)} are empty", code=EMPTY)
    groups = Groups(reading, who)
    # The last good line of each person: there they stand in the order of the file.
    order = np.full(len(groups), -1, np.int64)
    good = groups.sort[reading.alive[groups.sort]]
    order[who.codes[good]] = good
    lines = order[order >= 0]
    if len(lines) < len(good):
        values = {field: column and _together(column, groups, good, order) for field, column in values.items()}
        times = _together(times, groups, good, order)
    traits = {
        field: [msgspec.json.encode(value).decode() for value in column.values]
        for field, column in values.items()
        if column and field not in ("user_id", "anonymous_id")
    }
    return len(lines), _events(lines, values, traits, times, options.source)


def _together(column: Understood[T], groups: Groups, good: Codes, order: Codes) -> Understood[T]:
    """What each person's good lines say in this column, in order, on the last of them: an empty cell says nothing."""
    saying = good[column.codes[good] >= 0]
    codes = column.codes.copy()
    codes[order[groups.of_line[saying]]] = column.codes[saying]
    return Understood(column.values, codes)


def _reader(field: str) -> Callable[[object], str | None]:
    return {"email": email, "user_id": text_reader(512), "anonymous_id": text_reader(512)}.get(field, text_reader(TEXT))


def _times(reading: Reading, options: Options) -> Understood[int]:
    """When each line was true, where the file says so; else it is true as of the import."""
    column = reading.table.columns.get("timestamp")
    if column is None:
        return nothing(reading)
    read = instant_reader(column.values, zone=options.zone, form=options.date_form, column=column.name)
    return reading.understand("timestamp", not_after(read, latest_ms=options.latest_ms)) or nothing(reading)


def _who(values: dict[str, Understood[str] | None], reading: Reading) -> tuple[list[str], Understood[str]]:
    """The strongest identity of each line, as `kind:value`."""
    names: list[str] = []
    codes = np.full(len(reading.table), -1, np.int64)
    kinds = [kind for kind in IDENTITIES if values.get(kind)]
    for kind in kinds:
        column = values[kind]
        if column is not None:
            codes = np.where((codes < 0) & (column.codes >= 0), column.codes + len(names), codes)
            names += [f"{kind}:{value}" for value in column.values]
    # Only values that lead on some line are groups.
    used, found = np.unique(codes[codes >= 0], return_inverse=True)
    compact = np.full(len(codes), -1, np.int64)
    compact[codes >= 0] = found
    return kinds, Understood([names[code] for code in used], compact)


def _events(
    lines: Codes,
    values: dict[str, Understood[str] | None],
    traits: dict[str, list[str]],
    times: Understood[int],
    source: int,
) -> Iterator[list[Keyed]]:
    columns = {field: column for field, column in values.items() if column}
    for start in range(0, len(lines), PEOPLE):
        yield [_keyed(int(line), columns, traits, times, source) for line in lines[start : start + PEOPLE]]


def _keyed(
    line: int, columns: dict[str, Understood[str]], traits: dict[str, list[str]], times: Understood[int], source: int
) -> Keyed:
    held = {
        kind: columns[kind].values[code]
        for kind in IDENTITIES
        if kind in columns and (code := columns[kind].codes[line]) >= 0
    }
    kind, value = next(iter(held.items()))
    parts = ['"type":"identify"']
    if user_id := held.get("user_id"):
        parts.append(f'"userId":{_json(user_id)}')
    if anonymous_id := held.get("anonymous_id"):
        parts.append(f'"anonymousId":{_json(anonymous_id)}')
    if kind in ("email", "phone"):
        parts.append(f'"identity":["{kind}",{_json(value)}]')
    if (code := times.codes[line]) >= 0:
        parts.append(f'"timestamp":"{clock.from_ms(times.values[code]).isoformat()}"')
    else:
        parts.append('"context":{"active":false}')  # a list says who they are, not that they were here now
    said = [
        f"{_json(field)}:{texts[code]}" for field, texts in traits.items() if (code := columns[field].codes[line]) >= 0
    ]
    parts.append(f'"traits":{{{",".join(said)}}}')
    return Keyed(ids.hash63(f"person\0{source}\0{kind}\0{value}".encode()), ",".join(parts).encode())


def _json(text: str) -> str:
    return msgspec.json.encode(text).decode()
