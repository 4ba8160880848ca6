"""How lists of people reach the column store: as a whole copy, whenever one was changed.

Which copy is there is asked of the store itself: so one that was lost, or made anew, is filled again.
"""

from datetime import datetime
from itertools import islice
from threading import RLock

import msgspec

from polku.kit import columns, made
from polku.know.events.read import Reader, alone
from polku.know.segments import columns_sql as sql
from polku.know.segments.models import ListMember, Segment
from polku.know.segments.segments import ask_anew

PART = 100_000  # members in one insert

_encode_lines = msgspec.json.Encoder().encode_lines
_lock = RLock()
_ready: int | None = None  # the opening of the store for which the tables are known to be there
_WRITER = Reader("lists to columns", lambda _block: None)  # of several workers, one writes at a time


def tick(_now: datetime) -> int:
    """Copy the lists that were changed. Returns how many. Raises columns.ColumnsError."""
    with _lock, alone(_WRITER) as is_mine:
        prepare()
        return _sync() if is_mine else 0


def are_copied() -> bool:
    """Whether rules find what lists say now. Raises columns.ColumnsError."""
    wanted = dict(_wanted())
    if not wanted:
        return True
    prepare()
    there = dict(columns.query(sql.COPIES))
    return all(there.get(number) == copy for number, copy in wanted.items())


def prepare() -> None:
    """See that the tables are there: conditions ask them, also before there is any list."""
    global _ready
    with _lock:
        if _ready != columns.opening() or not columns.is_open():
            made.make("lists", sql.MAKE, drop=sql.DROP)
            _ready = columns.opening()


def empty() -> None:
    """Forget all lists: for tests, where each begins with none."""
    prepare()
    for statement in sql.EMPTY:
        columns.command(statement)


def _wanted() -> list[tuple[int, int]]:
    """Which copy of each list there should be. One that was never counted up is being filled for the first time."""
    return list(Segment.objects.filter(kind=Segment.Kind.LIST, listed__gt=0).values_list("pk", "listed"))


def _sync() -> int:
    wanted = dict(_wanted())
    there = dict(columns.query(sql.COPIES))
    late = [number for number, copy in wanted.items() if there.get(number) != copy]
    for number in late:
        _copy(number, wanted[number])
    gone = there.keys() - wanted.keys()
    for number in gone:
        for statement in sql.GONE:
            columns.command(statement, {"segment": number})
    return len(late) + len(gone)


def _copy(number: int, copy: int) -> None:
    """`copy` was read before the members: a change that comes meanwhile counts it up, and is copied the next time."""
    values = {"segment": number, "copy": copy}
    columns.command(sql.CUT_OFF, values)
    members = ListMember.objects.filter(segment=number).values_list("identity_id", flat=True)
    rows = ((number, copy, identity) for identity in members.iterator())
    while part := list(islice(rows, PART)):
        columns.insert_lines("list_members", ("segment", "copy", "identity"), _encode_lines(part))
    columns.command(sql.COPIED, values)
    for statement in sql.OLDER:
        columns.command(statement, values)
    if segment := Segment.objects.filter(pk=number).first():
        ask_anew(segment)
