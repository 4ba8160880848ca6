"""Writing the places of many in a few statements. Each is tested on both databases."""

from collections.abc import Sequence

from django.db import connection

from polku.act.rewards.offers.models import Place
from polku.kit import bulk

# A row for each of these people, who has nothing yet. Unique index reward_place_person.
PUT_DOWN = """
INSERT INTO reward_place (program_id, identity_id, state, turn, nth, at_ms)
VALUES {rows}
ON CONFLICT (identity_id, program_id) DO NOTHING
RETURNING id
"""
# What became of each of these. Primary key.
KEEP = """
INSERT INTO reward_place (id, program_id, identity_id, state, turn, nth, at_ms)
VALUES {rows}
ON CONFLICT (id) DO UPDATE
SET state = excluded.state, turn = excluded.turn, nth = excluded.nth, at_ms = excluded.at_ms
"""


def put_down(program: int, people: Sequence[int], *, now_ms: int) -> set[int]:
    """Within the caller's transaction. The numbers of the rows that are new: these people had none before."""
    # In the order of the index, so that two never wait for each other.
    rows = [(program, one, Place.State.BACK, 0, 0, now_ms) for one in sorted(set(people))]
    with connection.cursor() as cursor:
        return {number for (number,) in bulk.change(cursor, PUT_DOWN, rows, vendor=connection.vendor)}


def keep(places: Sequence[Place]) -> None:
    """Of rows that are held."""
    rows = [
        (one.pk, one.program_id, one.identity_id, one.state, one.turn, one.nth, one.at_ms)
        for one in sorted(places, key=lambda one: one.pk)
    ]
    if rows:
        with connection.cursor() as cursor:
            bulk.write(cursor, KEEP, rows, vendor=connection.vendor)
