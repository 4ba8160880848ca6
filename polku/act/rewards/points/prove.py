"""What orders have earned, made again from the movements and compared."""

from collections.abc import Iterator

from django.db import connection

# Of each program: what was given for orders, and what was taken back for them or to pay debts, against the rows of
# orders and the debts that are open. Gifts that were taken back are no orders: what was owed for them is counted by
# itself. Every movement is read.
WRONG_EARNINGS = """
SELECT program_id, SUM(earned), SUM(taken), SUM(owed)
FROM (
    SELECT program_id, earned, taken, owed FROM reward_earning
    UNION ALL
    SELECT program_id, -amount, 0, 0 FROM reward_movement
    WHERE kind = 'grant' AND SUBSTR(cause, 1, LENGTH(CAST(program_id AS VARCHAR(20))) + 7)
        = CAST(program_id AS VARCHAR(20)) || '/order/'
        AND program_id IN (SELECT id FROM reward_program WHERE kind = 'points')
    UNION ALL
    SELECT program_id, 0, -amount, 0 FROM reward_movement WHERE kind = 'withdrawn' AND SUBSTR(cause, 1, 5) = 'back/'
        AND cause NOT LIKE 'back/%/gift/%'
    UNION ALL
    SELECT program_id, 0, 0, -amount FROM reward_movement WHERE kind = 'withdrawn' AND SUBSTR(cause, 1, 5) = 'debt/'
    UNION ALL
    SELECT program_id, 0, 0, -count FROM reward_counter WHERE SUBSTR(scope, 1, 5) = 'debt:'
    UNION ALL
    SELECT program_id, 0, 0, count FROM reward_counter WHERE SUBSTR(scope, 1, 10) = 'owed-gift:'
) both_books
GROUP BY program_id
HAVING SUM(earned) <> 0 OR SUM(taken) <> 0 OR SUM(owed) <> 0
ORDER BY program_id
"""


def wrong() -> Iterator[str]:
    """A sentence for whatever does not add up. For engineers: `polku doctor`."""
    with connection.cursor() as cursor:
        cursor.execute(WRONG_EARNINGS)
        for program, earned, taken, owed in cursor.fetchall():
            yield f"points of program {program}: orders differ by {earned} earned, {taken} taken back and {owed} owed"
