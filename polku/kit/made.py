"""Tables of the column store that are made by their room, and made again when their definition has changed.

There are no migrations there: all of it can be filled again from the log.
"""

from collections.abc import Sequence
from hashlib import blake2b

from polku.kit import columns

# Which definition a room's tables were made with; the newest row counts.
MADE = """
CREATE TABLE IF NOT EXISTS made (room String, definition String, made_at DateTime64(6, 'UTC') DEFAULT now64(6))
ENGINE = ReplacingMergeTree(made_at)
ORDER BY room
"""
DEFINITION = "SELECT definition FROM made FINAL WHERE room = {room:String}"


def make(room: str, statements: Sequence[str], *, drop: Sequence[str]) -> bool:
    """See that a room's tables are there as defined; True when they had to be made and are empty therefore."""
    definition = blake2b("\n".join(statements).encode(), digest_size=16).hexdigest()
    columns.command(MADE)
    if columns.value(DEFINITION, {"room": room}) == definition and _all_there(statements):
        return False
    for statement in [*drop, *statements]:
        columns.command(statement)
    columns.command(
        "INSERT INTO made (room, definition) VALUES ({room:String}, {definition:String})",
        {"room": room, "definition": definition},
    )
    return True


def _all_there(statements: Sequence[str]) -> bool:
    wanted = {statement.split("IF NOT EXISTS ", 1)[1].split()[0] for statement in statements}
    there = {row[0] for row in columns.query("SELECT name FROM system.tables WHERE database = currentDatabase()")}
    return wanted <= there
