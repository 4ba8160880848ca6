"""What a use of a program takes off on the average."""

from django.db import connection

# Uses that were not undone and took something off. Index reward_movement_taken.
AVERAGE = """
SELECT SUM(m.money_minor), COUNT(*) FROM reward_movement m
WHERE m.program_id = %s AND m.kind = 'use' AND m.lot IS NOT NULL AND m.money_minor > 0
    AND NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = m.id)
"""


def average_minor(program_id: int) -> int | None:
    """None where nothing was used yet."""
    with connection.cursor() as cursor:
        cursor.execute(AVERAGE, [program_id])
        [(minor, uses)] = cursor.fetchall()
    return int(minor) // int(uses) if uses else None
