"""Many rows at once, on both databases."""

import gc

import pytest
from django.db import DatabaseError, connection, transaction

from polku.kit.bulk import ASKED, WRITTEN, ask, ask_pairs, no_cycles, write

pytestmark = pytest.mark.django_db

KEEP = "INSERT INTO people_changed (id, at_seq) VALUES {rows} ON CONFLICT (id) DO UPDATE SET at_seq = EXCLUDED.at_seq"
KEYS = list(range(2**62, 2**62 + ASKED + WRITTEN + 3))


def test_what_was_written_is_found_again_in_every_number() -> None:
    with connection.cursor() as cursor:
        write(cursor, KEEP, [(key, key // 2) for key in KEYS], vendor=connection.vendor)
        write(cursor, KEEP, [], vendor=connection.vendor)
        found = ask(cursor, "id, at_seq", "people_changed WHERE id {among}", keys=[*KEYS, 5], vendor=connection.vendor)

    assert sorted(map(tuple, found)) == [(key, key // 2) for key in KEYS]


def test_rows_are_found_by_pairs() -> None:
    with connection.cursor() as cursor:
        write(cursor, KEEP, [(key, key // 2) for key in KEYS], vendor=connection.vendor)
        pairs = [(KEYS[0], KEYS[0] // 2), (KEYS[1], 7)]
        found = ask_pairs(cursor, "id", "people_changed", key=("id", "at_seq"), pairs=pairs, vendor=connection.vendor)

    assert [tuple(row) for row in found] == [(KEYS[0],)]


def test_what_goes_wrong_is_told_as_django_tells_it() -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        write(cursor, "INSERT INTO nowhere VALUES {rows}", [(1,)], vendor=connection.vendor)


def test_cycles_are_looked_for_again_afterwards() -> None:
    with no_cycles(), no_cycles():
        assert not gc.isenabled()

    assert gc.isenabled()
