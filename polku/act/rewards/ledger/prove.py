"""What is kept beside the movements, made again from the first movement and compared."""

from collections.abc import Iterator

from django.db import connection

# What each lot should hold; only those that hold something else. Every movement is read.
WRONG_LOTS = """
SELECT number, SUM(kept), SUM(made)
FROM (
    SELECT COALESCE(lot, id) AS number, 0 AS kept,
        CASE WHEN kind IN ('grant', 'back') THEN amount ELSE -amount END AS made
    FROM reward_movement
    UNION ALL
    SELECT id, "left", 0 FROM reward_lot
) both_books
GROUP BY number
HAVING SUM(kept) <> SUM(made)
ORDER BY number
LIMIT 100
"""
# Uses undone must be uses, of the same lot and as much.
WRONG_BACKS = """
SELECT b.id
FROM reward_movement b
LEFT JOIN reward_movement u ON u.id = b.of AND u.kind = 'use' AND u.lot = b.lot AND u.amount = b.amount
WHERE b.kind = 'back' AND u.id IS NULL
ORDER BY 1
LIMIT 100
"""


def wrong() -> Iterator[str]:
    """A sentence for whatever does not add up; nothing where everything does. For engineers: `polku doctor`."""
    with connection.cursor() as cursor:
        cursor.execute(WRONG_LOTS)
        for number, kept, made in cursor.fetchall():
            yield f"lot {number} holds {kept}, and its movements make {made}"
        cursor.execute(WRONG_BACKS)
        for (number,) in cursor.fetchall():
            yield f"movement {number} gives back what was not used like that"
