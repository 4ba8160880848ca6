"""The kinds of identities that this installation made up ("club", "pet_tag"): by which a bare value can be looked up.

They stand in the note of people's reader. Few, and never taken back: a kind too many costs one look-up of a key.
"""

import json
from collections.abc import Iterable

from polku.kit.sql import Cursor
from polku.know.events.models import Cursor as Place
from polku.know.people.kinds import RANKS

MOST = 50  # a program that makes up kinds for ever must not make searching slow

# The note of people's reader, and its change. Primary key.
READ = "SELECT note FROM log_cursor WHERE reader = 'people'"
WRITE = "UPDATE log_cursor SET note = %s WHERE reader = 'people'"


def own_kinds() -> list[str]:
    return _read(Place.objects.filter(reader="people").values_list("note", flat=True).first())


def remember(cursor: Cursor, kinds: Iterable[str]) -> None:
    """Add those among `kinds` that are neither polku's own nor known."""
    fresh = {kind for kind in kinds if kind not in RANKS}
    if not fresh:
        return
    cursor.execute(READ)
    row = cursor.fetchone()
    known = _read(row[0] if row else None)
    if not fresh <= set(known) and len(known) < MOST:
        cursor.execute(WRITE, [json.dumps(sorted(fresh.union(known))[:MOST])])


def _read(note: str | None) -> list[str]:
    found: list[str] = json.loads(note) if note else []
    return found
