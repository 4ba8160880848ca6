"""Where events stand: found by the columns, and by reading the log where these do not reach."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import connection

from polku.kit import columns, ids
from polku.kit.sql import marks
from polku.know.events.event import Event, indexes_of, leading_identity, read_batch
from polku.know.events.forgetting import sql
from polku.know.events.given import Given, as_text, decode_envelope
from polku.know.events.read import place

Places = Mapping[int, Collection[int]]  # seq → indexes
BATCHES = 200  # at once: a batch may hold half a megabyte
ASKED = 5_000  # numbers in one question

Raw = tuple[int, int, int, bytes, str | None]  # seq, received_ms, source, payload, repeated


def in_columns() -> int:
    """Up to where the columns can be asked; 0 where they cannot."""
    return place("columns") if columns.is_open() else 0


def asked(statement: str, **parameters: object) -> dict[int, set[int]]:
    """Places that a question of the column store gives."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for seq, nth in columns.query(statement, parameters, time_limit_s=300):
        found[seq].add(nth)
    return found


def under(identities: Collection[int], *, after: int, end: int) -> dict[int, set[int]]:
    """The events led by any of these, read off the log itself: of the whole of it, a million in some seconds."""
    return _matching(between(after, end), lambda given, where: _leads(given, where) in identities)


def repeated(identities: Collection[int], event_ids: Collection[str], *, end: int) -> dict[int, set[int]]:
    """Events that came again and are stepped over since: no column holds them, but the log does."""

    def is_wanted(given: Given, where: tuple[int, int]) -> bool:
        return as_text(given.message_id) in event_ids or _leads(given, where) in identities

    found = _matching(_read_on(sql.REPEATED, 0, end), is_wanted, only_repeated=True)
    return {seq: indexes for seq, indexes in found.items() if indexes}


def events_at(places: Places) -> Iterator[Event]:
    """The events that stand there, decoded; those that were forgotten are passed over."""
    for seq, received_ms, source, payload, without in batches(places):
        wanted = places[seq]
        found = read_batch(seq, received_ms=received_ms, source=source, payload=payload, without=indexes_of(without))
        yield from (event for event in found if event.index in wanted)


def batches(seqs: Iterable[int]) -> Iterator[Raw]:
    wanted = sorted(seqs)
    for start in range(0, len(wanted), BATCHES):
        part = wanted[start : start + BATCHES]
        with connection.cursor() as cursor:
            cursor.execute(sql.BATCHES.format(marks=marks(len(part))), part)
            rows: list[Any] = cursor.fetchall()
        yield from ((seq, at, by, bytes(payload), without) for seq, at, by, payload, without in rows)


def between(after: int, end: int) -> Iterator[Raw]:
    return _read_on(sql.BETWEEN, after, end)


def joined(*found: Places) -> dict[int, set[int]]:
    together: defaultdict[int, set[int]] = defaultdict(set)
    for each in found:
        for seq, indexes in each.items():
            together[seq].update(indexes)
    return dict(together)


def _read_on(statement: str, after: int, end: int) -> Iterator[Raw]:
    while after < end:
        with connection.cursor() as cursor:
            cursor.execute(statement, [after, end, BATCHES])
            rows: list[Any] = cursor.fetchall()
        if not rows:
            return
        for seq, at, by, payload, without in rows:
            yield seq, at, by, bytes(payload), without
        after = rows[-1][0]


def _matching(
    found: Iterable[Raw], is_wanted: Callable[[Given, tuple[int, int]], bool], *, only_repeated: bool = False
) -> dict[int, set[int]]:
    places: defaultdict[int, set[int]] = defaultdict(set)
    for seq, _at, _by, payload, without in found:
        among = set(indexes_of(without)) if only_repeated else None
        for index, given in enumerate(decode_envelope(payload).batch):
            if given is not None and (among is None or index in among) and is_wanted(given, (seq, index)):
                places[seq].add(index)
    return places


def _leads(given: Given, where: tuple[int, int]) -> int:
    kind, value = leading_identity(given) or ("anonymous_id", f"event {where[0]}/{where[1]}")
    return ids.identity_id(kind, value)
