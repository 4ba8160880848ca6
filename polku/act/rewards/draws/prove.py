"""Whether the record of a game has every play, its stock is what was won, and each prize of a draw has one owner."""

from collections.abc import Iterator

from django.db import connection

WRONG_PLAYS = """
SELECT d.program_id, d.plays, COUNT(r.id), COALESCE(MAX(r.number), 0)
FROM reward_draw d
LEFT JOIN reward_draw_result r ON r.program_id = d.program_id AND r.roll <> ''
GROUP BY d.program_id, d.plays
HAVING COUNT(r.id) <> d.plays OR COALESCE(MAX(r.number), 0) <> d.plays
ORDER BY d.program_id
"""
WRONG_STOCK = """
SELECT program_id, prize, SUM(counted), SUM(won)
FROM (
    SELECT program_id, SUBSTR(scope, 7) AS prize, count AS counted, 0 AS won
    FROM reward_counter WHERE SUBSTR(scope, 1, 6) = 'stock:'
    UNION ALL
    SELECT program_id, prize, 0, 1 FROM reward_draw_result
    WHERE roll <> '' AND prize NOT IN ('', 'consolation')
) both_books
GROUP BY program_id, prize
HAVING SUM(counted) <> SUM(won)
ORDER BY program_id, prize
"""
# Reserves who have a prize that nobody has lost for good, or that is another one. Unique key (program_id, instead).
WRONG_RESERVES = """
SELECT r.program_id, r.number
FROM reward_draw_result r
LEFT JOIN reward_draw_result lost ON lost.program_id = r.program_id AND lost.number = r.instead
WHERE r.instead IS NOT NULL AND (lost.id IS NULL OR lost.passed_ms IS NULL OR lost.prize <> r.prize)
ORDER BY r.program_id, r.number
"""


def wrong() -> Iterator[str]:
    """A sentence for whatever does not add up. For engineers: `polku doctor`."""
    with connection.cursor() as cursor:
        cursor.execute(WRONG_PLAYS)
        for program, plays, kept, last in cursor.fetchall():
            yield f"game {program} was played {plays} times, and its record has {kept}, the last of them {last}"
        cursor.execute(WRONG_STOCK)
        for program, prize, counted, won in cursor.fetchall():
            yield f"game {program} counts {counted} of “{prize}” as gone, and {won} were won"
        cursor.execute(WRONG_RESERVES)
        for program, number in cursor.fetchall():
            yield f"number {number} of draw {program} has moved up for a prize that was not lost"
