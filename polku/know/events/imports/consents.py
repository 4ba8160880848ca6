"""Lines of consents become `Consent Given` and `Consent Withdrawn`, each at the time at which it was said."""

from collections.abc import Callable, Iterator

import msgspec
import numpy as np

from polku.kit import clock, ids
from polku.know.events.imports.dates import instant_reader
from polku.know.events.imports.people import IDENTITIES
from polku.know.events.imports.problems import MissingField
from polku.know.events.imports.reading import Options, Reading, Understood, email, not_after, text_reader
from polku.know.events.imports.refusals import EMPTY
from polku.know.events.imports.write import Keyed
from polku.know.events.imports.yes_or_no import NO, YES

LINES = 10_000  # made into events at a time
PURPOSE = "marketing"  # of a file without a column for it
KEY, TEXT = 40, 200
SAID = ("source", "wording", "proof")


class NotAWord(ValueError):
    """is neither a yes nor a no"""


def check_fields(fields: dict[str, str]) -> None:
    """Raises MissingField for a file that cannot hold consents."""
    if not set(IDENTITIES) & set(fields):
        raise MissingField(
            f"no column is known to tell people apart: {', '.join(IDENTITIES)}; name it with --map email=COLUMN"
        )
    for field, what in (("said", "whether it was given or withdrawn"), ("timestamp", "when it was said")):
        if field not in fields:
            raise MissingField(f"no column is known to tell {what}; name it with --map {field}=COLUMN")


def consent_events(reading: Reading, options: Options) -> tuple[int, Iterator[list[Keyed]]]:
    """How many sayings the table holds, and their events, some at a time. The same line again is the same event."""
    columns = {
        field: understood
        for field in reading.table.columns
        if field != "timestamp" and (understood := reading.understand(field, _reader(field))) is not None
    }
    columns["timestamp"] = _times(reading, options)
    for field, reason in (("said", "it does not tell yes or no"), ("timestamp", "it does not tell when")):
        reading.refuse(columns[field].codes < 0, reason, code=EMPTY)
    kinds = [kind for kind in IDENTITIES if kind in columns]
    nobody = np.logical_and.reduce([columns[kind].codes < 0 for kind in kinds])
    reading.refuse(nobody, f"nothing tells who this is: {', '.join(kinds)} are empty", code=EMPTY)
    lines = np.flatnonzero(reading.alive)
    return len(lines), _events(lines.tolist(), columns, kinds, options.source)


def _reader(field: str) -> Callable[[object], str | None]:
    if field == "said":
        return _said
    if field in ("purpose", "channel", "topic"):
        return _key
    return email if field == "email" else text_reader(512 if field in IDENTITIES else TEXT)


def _said(value: object) -> str | None:
    text = text_reader(KEY)(int(value) if isinstance(value, bool) else value)
    if text is None:
        return None
    word = "".join(letter for letter in text.lower() if letter.isalnum())
    if word in YES:
        return "Consent Given"
    if word in NO:
        return "Consent Withdrawn"
    raise NotAWord


def _key(value: object) -> str | None:
    text = text_reader(KEY)(value)
    return text.lower() if text else None


def _times(reading: Reading, options: Options) -> "Understood[str]":
    column = reading.table.columns["timestamp"]
    read = instant_reader(column.values, zone=options.zone, form=options.date_form, column=column.name)
    checked = not_after(read, latest_ms=options.latest_ms)

    def as_text(value: object) -> str | None:
        at_ms = checked(value)
        return None if at_ms is None else clock.from_ms(at_ms).isoformat()

    found = reading.understand("timestamp", as_text)
    assert found is not None  # its column is there
    return found


def _events(
    lines: list[int], columns: dict[str, Understood[str]], kinds: list[str], source: int
) -> Iterator[list[Keyed]]:
    for start in range(0, len(lines), LINES):
        yield [_keyed(line, columns, kinds, source) for line in lines[start : start + LINES]]


def _keyed(line: int, columns: dict[str, Understood[str]], kinds: list[str], source: int) -> Keyed:
    held = {field: column.values[code] for field, column in columns.items() if (code := int(column.codes[line])) >= 0}
    kind = next(kind for kind in kinds if kind in held)
    properties = {"purpose": held.get("purpose", PURPOSE)}
    properties |= {field: held[field] for field in ("channel", "topic", *SAID) if field in held}
    event = {
        "type": "track",
        "event": held["said"],
        "identity": (kind, held[kind]),
        "timestamp": held["timestamp"],
        "properties": properties,
    }
    body = msgspec.json.encode(event)[1:-1]
    return Keyed(ids.hash63(b"consent\0%d\0" % source + body), body)
