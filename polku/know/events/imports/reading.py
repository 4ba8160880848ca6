"""Understanding a table column by column: every different value once, and a reason for each line that is refused."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from polku.know.events.imports.refusals import VALUE, Refusals
from polku.know.events.imports.table import Codes, Table
from polku.know.events.instants import NotAnInstant

T = TypeVar("T")
Mask = NDArray[np.bool_]
Sentence = Callable[[str], str]


@dataclass(frozen=True)
class Options:
    """How to read a file that does not say everything itself."""

    source: int  # know.teams.Source
    currency: str
    zone: tzinfo
    latest_ms: int  # what is later lies in the future
    date_form: str | None = None
    prefers_comma: bool = False  # the file's delimiter is a semicolon: its decimal sign is probably a comma


@dataclass(frozen=True)
class Understood(Generic[T]):
    """A column whose values are what they mean; equal meanings are one value."""

    values: list[T]
    codes: Codes


class NotText(ValueError):
    """is too long or holds a NUL character"""


class NotAnAddress(ValueError):
    """is not an e-mail address"""


class NotATime(ValueError):
    """is not a time"""


class InTheFuture(ValueError):
    """lies in the future"""


@dataclass
class Reading:
    table: Table
    refusals: Refusals
    alive: Mask

    def refuse(self, mask: Mask, reason: str, *, code: str) -> None:
        self.refusals.add_all(self.table.lines[mask & self.alive], reason, code=code)
        self.alive &= ~mask

    def understand(self, field: str, read: Callable[[object], T | None]) -> Understood[T] | None:
        """None when the file has no such column. Lines whose value `read` raises ValueError for are refused."""
        column = self.table.columns.get(field)
        if column is None:
            return None
        places = np.full(len(column.values) + 1, -1, np.int64)  # the last one is for lines that hold nothing
        known: dict[T, int] = {}
        for code, value in enumerate(column.values):
            try:
                meaning = read(value)
            except ValueError as wrong:
                shown = str(value)[:60]
                self.refuse(column.codes == code, f'"{column.name}" {wrong.__class__.__doc__}: {shown}', code=VALUE)
                continue
            if meaning is not None:
                places[code] = known.setdefault(meaning, len(known))
        return Understood(list(known), places[column.codes])


def begin(table: Table, refusals: Refusals) -> Reading:
    return Reading(table, refusals, np.ones(len(table), np.bool_))


def text_reader(most: int) -> Callable[[object], str | None]:
    """Text without surrounding blanks; None for nothing; raises NotText. 900.0 is 900: spreadsheets write so."""

    def read(value: object) -> str | None:
        if value is None or value != value:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = value.isoformat() if isinstance(value, datetime) else str(value).strip()
        if len(text) > most or "\0" in text:
            raise NotText
        return text or None

    return read


def email(value: object) -> str | None:
    """In plain letters: files that were typed with a Japanese keyboard hold ＠ and others in full width."""
    text = text_reader(320)(unicodedata.normalize("NFKC", value) if isinstance(value, str) else value)
    if text is None:
        return None
    name, at, domain = text.rpartition("@")
    if not (name and at and domain) or any(letter.isspace() for letter in text):
        raise NotAnAddress
    return text.lower()


def not_after(read: Callable[[object], int | None], *, latest_ms: int) -> Callable[[object], int | None]:
    """An instant that is not in the future; raises NotATime, InTheFuture."""

    def checked(value: object) -> int | None:
        try:
            instant_ms = read(value)
        except NotAnInstant as problem:
            raise NotATime from problem
        if instant_ms is not None and instant_ms > latest_ms:
            raise InTheFuture
        return instant_ms

    return checked


def column_values(table: Table, field: str) -> Sequence[object]:
    column = table.columns.get(field)
    return column.values if column else ()
