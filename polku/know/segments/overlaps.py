"""How many people segments have in common: asked of who is in them, by bitmaps. Raises columns.ColumnsError."""

from collections.abc import Sequence
from dataclasses import dataclass

from polku.kit import columns
from polku.know.segments.models import Segment

MOST = 30  # segments at once: 465 pairs
TIME_LIMIT_S = 20

# One bitmap of people for each segment, and each with each. Rides the order of `members`.
SHARED = """
WITH inside AS (
    SELECT segment, groupBitmapState(identity) AS people
    FROM (
        SELECT segment, identity
        FROM members
        WHERE segment IN {segments:Array(UInt64)}
        GROUP BY segment, identity
        HAVING argMax(is_in, (seq, nth)) = 1
    )
    GROUP BY segment
)
SELECT one.segment, other.segment, bitmapAndCardinality(one.people, other.people)
FROM inside AS one
CROSS JOIN inside AS other
WHERE one.segment < other.segment
"""


@dataclass(frozen=True)
class Overlaps:
    """Of segments that are followed. `shared`: people in both, by two numbers, the smaller one first."""

    segments: list[Segment]
    shared: dict[tuple[int, int], int]

    def between(self, one: Segment, other: Segment) -> int:
        if one.pk == other.pk:
            return one.size or 0
        return self.shared.get((min(one.pk, other.pk), max(one.pk, other.pk)), 0)

    def share(self, one: Segment, other: Segment) -> float | None:
        """Of the people in the one, how many are in the other, from 0 to 1; None where nobody is in it."""
        return self.between(one, other) / one.size if one.size else None


def overlaps(numbers: Sequence[int] = ()) -> Overlaps:
    """Of these segments, or of the largest; those that nobody has counted yet are left out."""
    among = Segment.objects.filter(is_live=True, size__isnull=False)
    if numbers:
        among = among.filter(pk__in=numbers[: MOST * 10])
    segments = sorted(among.order_by("-size", "pk")[:MOST], key=lambda one: (one.name.casefold(), one.pk))
    if len(segments) < 2:
        return Overlaps(segments, {})
    rows = columns.query(SHARED, {"segments": [one.pk for one in segments]}, time_limit_s=TIME_LIMIT_S)
    return Overlaps(segments, {(one, other): count for one, other, count in rows})
