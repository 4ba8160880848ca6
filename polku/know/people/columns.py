"""How people reach the column store: their traits and consents for rules, and who an event's identity belongs to now.

The fold of people notes which rows are out of date (`Changed`); here they are written anew. A note is taken before the
row is read and goes only if nobody noted it again meanwhile: so a change between reading and writing is never lost.
"""

from collections.abc import Sequence
from threading import RLock
from typing import Any

import msgspec
from django.db import connection

from polku.kit import clock, columns, made
from polku.kit.ids import identity_id
from polku.know.events.read import Reader, alone
from polku.know.people import columns_sql as sql
from polku.know.people.claims import read_email
from polku.know.people.consent import columns as consents
from polku.know.people.consent import columns_sql as consents_sql
from polku.know.people.consent.may_send import Deciding
from polku.know.people.models import Changed
from polku.know.people.search import folded

LIMIT = 10_000  # people at once; more would not go into one question of the column store

# SQL for "the person to whom this event's identity belongs now". Costs next to nothing while nobody was merged.
PERSON = "dictGetOrDefault('persons', 'profile', identity, identity)"

_encode_lines = msgspec.json.Encoder().encode_lines
_lock = RLock()
_ready: int | None = None  # the opening of the store for which the tables are known to be there
_taken = -1  # the last number that was taken
_WRITER = Reader("people to columns", lambda _block: None)  # of several workers, one writes at a time


def sync(limit: int = LIMIT) -> int:
    """Write up to `limit` rows that are out of date. Returns how many. Raises columns.ColumnsError."""
    with _lock, alone(_WRITER) as is_mine:
        prepare()
        ids = _take(limit) if is_mine else []
        if ids:
            [(people, moved, said)] = columns.query(sql.VERSIONS)
            version = max(people, moved, said) + 1
            _write_people(ids, version)
            _write_moved(ids, version, is_empty=not moved)
            _write_consents(ids, version, is_empty=not said)
            _let_go(ids)
        return len(ids)


def rebuild() -> None:
    """Make the tables of people again from nothing, and note everybody as out of date. Safe at any instant.

    The notes come first: killed after them, the old rows are written over; killed later, the tables are found missing.
    """
    global _ready
    with _lock:
        _note_everybody()
        _ready = None
        for statement in sql.DROP:
            columns.command(statement)
        prepare()


def empty() -> None:
    """Forget all rows: for tests, where each begins with nobody."""
    with _lock:
        prepare()
        columns.command("TRUNCATE TABLE people SYNC")
        columns.command("TRUNCATE TABLE moved SYNC")
        columns.command("TRUNCATE TABLE consents SYNC")
        columns.command(sql.RELOAD)


def prepare() -> None:
    """See that the tables are there, also before there is anybody."""
    global _ready
    with _lock:
        if _ready == columns.opening() and columns.is_open():
            return
        persons = sql.PERSONS.format(database=columns.database())
        tables = (sql.PEOPLE, sql.ARRIVALS, sql.TO_PEOPLE, sql.MOVED, persons, consents_sql.CONSENTS)
        if made.make("people", tables, drop=sql.DROP):
            _note_everybody()
        _ready = columns.opening()


def _take(limit: int) -> list[int]:
    """The next in turn: while many change all the time, nobody waits for ever."""
    global _taken
    taken: list[tuple[int]] = []
    if Changed.objects.exists():
        statement = sql.TAKE.format(skip=sql.SKIP[connection.vendor])
        taken = _relational(statement, _taken, limit) or _relational(statement, -1, limit)
    ids = sorted(id_ for (id_,) in taken)
    _taken = ids[-1] if len(ids) == limit else -1
    return ids


def _let_go(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.LET_GO.format(skip=sql.SKIP[connection.vendor]), [ids[0], ids[-1]])


def _relational(statement: str, *values: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _note_everybody() -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.EVERYBODY)
        cursor.execute(sql.EVERY_MOVED)
        cursor.execute(consents_sql.EVERY_ONE)


def _write_people(ids: list[int], version: int) -> None:
    rows = [as_row(profile, version) for profile in _relational(sql.PROFILES, ids[0], ids[-1])]
    gone = set(ids) - {row[0] for row in rows}
    rows += [(id_, version, 1, "", "", "", "", 0, 0, 0, 0, 0, "{}") for id_ in gone]
    columns.insert_lines("people_arrivals", sql.NAMES, _encode_lines(rows), max_threads=1)


def as_row(profile: Sequence[Any], version: int = 0) -> tuple[object, ...]:
    """How a profile, read in the order of sql.PROFILE, arrives in a table of people."""
    id_, name, email, phone, *numbers_and_traits = profile
    search = folded(f"{name}\n{email}\n{phone}")
    return id_, version, 0, name, email, phone, search, mailbox(email), *numbers_and_traits


def mailbox(email: str) -> int:
    """The identity that an address is, whosever it be: what is said there of e-mail counts for all who share it."""
    address = read_email(email)
    return identity_id("email", address) if address else 0


def _write_moved(ids: list[int], version: int, *, is_empty: bool) -> None:
    """What is not there need not be asked for: thousands of numbers are a long question."""
    before = {} if is_empty else dict(columns.query(sql.MOVED_NOW.format(identities=",".join(map(str, ids)))))
    now = dict(_relational(sql.OWNERS, ids[0], ids[-1]))
    rows = [(identity, owner, version, 0) for identity, owner in now.items() if before.get(identity) != owner]
    rows += [(identity, 0, version, 1) for identity in before if identity not in now]
    if rows:
        columns.insert_lines("moved", sql.MOVED_NAMES, _encode_lines(rows), max_threads=1)
        columns.command(sql.RELOAD)


def _write_consents(ids: list[int], version: int, *, is_empty: bool) -> None:
    said = consents.rows_of(Deciding(*said) for said in _relational(consents_sql.NOTED, ids[0], ids[-1]))
    there = [] if is_empty else columns.query(consents_sql.THERE.format(identities=",".join(map(str, ids))))
    gone = {identity for (identity,) in there} - said.keys()
    now_ms = clock.now_ms()
    rows = [consents.row(identity, said.get(identity), version=version, now_ms=now_ms) for identity in [*said, *gone]]
    if rows:
        columns.insert_lines("consents", consents_sql.NAMES, _encode_lines(rows), max_threads=1)
