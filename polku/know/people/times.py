"""Most events of a block tell of somebody known nothing but that they were there: their times move in the database.

Reading them, comparing and writing them back took half the time of the whole fold.
"""

from polku.kit.bulk import ask_all
from polku.know.people.heard import Heard
from polku.know.people.known import Known

# Of this connection alone. PostgreSQL gives its room back at the end of the transaction; SQLite keeps it in memory.
HEARD = """
CREATE TEMPORARY TABLE IF NOT EXISTS people_heard (
    id bigint PRIMARY KEY, kind text, value text, first_ms bigint, last_ms bigint
)
"""
AT_THE_END = {"sqlite": "", "postgresql": "ON COMMIT DELETE ROWS"}
EMPTY = "DELETE FROM people_heard"
FILL = "INSERT INTO people_heard (id, kind, value, first_ms, last_ms) VALUES {rows}"

# Those who are known as they were heard, and not from later on only. CROSS JOIN: SQLite goes from what was heard.
_KNOWN = """
FROM people_heard h CROSS JOIN identity i
WHERE i.id = h.id AND i.has_spoken AND h.first_ms >= i.first_seen_ms AND i.kind = h.kind AND i.value = h.value
"""
# Everybody else, with whom more is to be done.
OTHERS = """
people_heard h LEFT JOIN identity i ON i.id = h.id
WHERE i.id IS NULL OR NOT i.has_spoken OR h.first_ms < i.first_seen_ms OR i.kind <> h.kind OR i.value <> h.value
"""
MOVE_PROFILES = f"""
UPDATE profile
SET last_seen_ms = moved.last_ms
FROM (SELECT i.profile_id AS id, max(h.last_ms) AS last_ms {_KNOWN} GROUP BY i.profile_id) AS moved
WHERE profile.id = moved.id AND profile.last_seen_ms < moved.last_ms
"""  # noqa: S608 - only our own constants
MOVE_IDENTITIES = f"""
UPDATE identity
SET last_seen_ms = (SELECT h.last_ms FROM people_heard h WHERE h.id = identity.id)
WHERE id IN (SELECT i.id {_KNOWN} AND i.last_seen_ms < h.last_ms)
"""  # noqa: S608 - only our own constants


def move_times(known: Known, heard: Heard) -> list[int]:
    """Gives the numbers of those of whom more has changed than when they were last seen: who is new, for example."""
    cursor = known.cursor
    cursor.execute(HEARD + AT_THE_END[known.vendor])
    known.write(FILL, [(number, *heard.names[number], *times) for number, times in sorted(heard.spoke.items())])
    others = [number for (number,) in ask_all(cursor, "h.id", OTHERS, vendor=known.vendor)]
    if len(others) < len(heard.spoke):
        cursor.execute(MOVE_PROFILES)
        cursor.execute(MOVE_IDENTITIES)
    cursor.execute(EMPTY)
    return others
