"""How people reach the column store: their traits for rules, and who an event's identity belongs to now.

The fold of people notes which rows are out of date (`Changed`); here they are written anew. A note is taken before the
row is read and goes only if nobody noted it again meanwhile: so a change between reading and writing is never lost.
"""

from threading import RLock

import msgspec
from django.db import connection, transaction

from polku.kit import columns, made
from polku.know.events.read import Reader, alone
from polku.know.people import columns_sql as sql
from polku.know.people.models import Changed, Identity, Profile
from polku.know.people.search import folded

LIMIT = 5_000
TAKEN = -1  # in Changed.at_seq: is being written

# SQL for "the person to whom this event's identity belongs now". Costs next to nothing while nobody was merged.
PERSON = "dictGetOrDefault('persons', 'profile', identity, identity)"

_encode_lines = msgspec.json.Encoder().encode_lines
_lock = RLock()
_ready: int | None = None  # the opening of the store for which the tables are known to be there
_WRITER = Reader("people to columns", lambda _block: None)  # of several workers, one writes at a time


def sync(limit: int = LIMIT) -> int:
    """Write up to `limit` rows that are out of date. Returns how many. Raises columns.ColumnsError."""
    with _lock, alone(_WRITER) as is_mine:
        _prepare()
        ids = _take(limit) if is_mine else []
        if ids:
            version = int(columns.value(sql.VERSION)) + 1
            _write_people(ids, version)
            _write_moved(ids, version)
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
        _prepare()


def empty() -> None:
    """Forget all rows: for tests, where each begins with nobody."""
    with _lock:
        _prepare()
        columns.command("TRUNCATE TABLE people SYNC")
        columns.command("TRUNCATE TABLE moved SYNC")
        columns.command(sql.RELOAD)


def _prepare() -> None:
    global _ready
    if _ready == columns.opening() and columns.is_open():
        return
    tables = (sql.PEOPLE, sql.ARRIVALS, sql.TO_PEOPLE, sql.MOVED, sql.PERSONS.format(database=columns.database()))
    if made.make("people", tables, drop=sql.DROP):
        _note_everybody()
    _ready = columns.opening()


def _take(limit: int) -> list[int]:
    """Notes that the fold has not locked just now: nobody waits for us while we wait for them."""
    if not Changed.objects.exists():
        return []
    with transaction.atomic():
        notes = Changed.objects.select_for_update(skip_locked=True).order_by("id")
        ids = list(notes.values_list("id", flat=True)[:limit])
        Changed.objects.filter(id__in=ids).update(at_seq=TAKEN)
    return ids


def _let_go(ids: list[int]) -> None:
    with transaction.atomic():
        notes = Changed.objects.select_for_update(skip_locked=True).filter(id__in=ids, at_seq=TAKEN).order_by("id")
        written = list(notes.values_list("id", flat=True))
        Changed.objects.filter(id__in=written).delete()


def _note_everybody() -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.EVERYBODY)
        cursor.execute(sql.EVERY_MOVED)


def _write_people(ids: list[int], version: int) -> None:
    found = Profile.objects.filter(id__in=ids).values_list(
        "id", "name", "email", "phone", "orders", "revenue_minor", "first_seen_ms", "last_seen_ms", "traits"
    )
    rows: list[tuple[object, ...]] = [
        (id_, version, 0, name, email, phone, folded(f"{name}\n{email}\n{phone}"), *numbers_and_traits)
        for id_, name, email, phone, *numbers_and_traits in found
    ]
    gone = set(ids) - {row[0] for row in rows}
    rows += [(id_, version, 1, "", "", "", "", 0, 0, 0, 0, "{}") for id_ in gone]
    columns.insert_lines("people_arrivals", sql.NAMES, _encode_lines(rows), max_threads=1)


def _write_moved(ids: list[int], version: int) -> None:
    before = dict(columns.query(sql.MOVED_NOW, {"identities": ids}))
    now = {
        id_: owner for id_, owner in Identity.objects.filter(id__in=ids).values_list("id", "profile_id") if id_ != owner
    }
    rows = [(identity, owner, version, 0) for identity, owner in now.items() if before.get(identity) != owner]
    rows += [(identity, 0, version, 1) for identity in before if identity not in now]
    if rows:
        columns.insert_lines("moved", sql.MOVED_NAMES, _encode_lines(rows), max_threads=1)
        columns.command(sql.RELOAD)
