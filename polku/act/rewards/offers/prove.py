"""Whether as many places are counted as people have."""

from collections.abc import Iterator

from django.db import connection

WRONG_PLACES = """
SELECT program_id, SUM(counted), SUM(taken)
FROM (
    SELECT program_id, count AS counted, 0 AS taken FROM reward_counter WHERE scope = 'places'
    UNION ALL
    SELECT program_id, 0, 1 FROM reward_place WHERE state = 'taken'
        AND program_id IN (SELECT program_id FROM reward_counter WHERE scope = 'places')
) both_books
GROUP BY program_id
HAVING SUM(counted) <> SUM(taken)
ORDER BY program_id
"""


def wrong() -> Iterator[str]:
    """A sentence for whatever does not add up. For engineers: `polku doctor`."""
    with connection.cursor() as cursor:
        cursor.execute(WRONG_PLACES)
        for program, counted, taken in cursor.fetchall():
            yield f"offer {program} counts {counted} places as taken, and people have {taken}"
