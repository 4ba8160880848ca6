"""How many people segments have in common: asked of who is in them, by bits. Raises columns.ColumnsError."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from polku.kit import columns
from polku.know.segments.models import Segment

MOST = 30  # segments at once: 465 pairs
TIME_LIMIT_S = 20

# Of each person one bit for each segment; then people are counted by their bits, of which there are few kinds, and only
# these are looked at for each pair. Rides the order of `members`.
SHARED = """
WITH {segments:Array(UInt64)} AS asked
SELECT sumForEach(arrayMap(pair -> people * bitTest(bits, pair.1) * bitTest(bits, pair.2), {pairs}))
FROM (
    SELECT bits, count() AS people
    FROM (
        SELECT groupBitOr(bitShiftLeft(toUInt64(1), indexOf(asked, segment) - 1)) AS bits
        FROM (
            SELECT segment, identity
            FROM members
            WHERE segment IN asked
            GROUP BY segment, identity
            HAVING argMax(is_in, (seq, nth)) = 1
        )
        GROUP BY identity
    )
    GROUP BY bits
)
"""


@dataclass(frozen=True)
class Overlaps:
    """`shared`: how many are in both, by two numbers, the smaller one first; pairs without anybody are left out."""

    segments: list[Segment]
    shared: dict[tuple[int, int], int]

    def between(self, one: Segment, other: Segment) -> int:
        if one.pk == other.pk:
            return one.size or 0
        return self.shared.get((min(one.pk, other.pk), max(one.pk, other.pk)), 0)


def overlaps(numbers: Sequence[int] = ()) -> Overlaps:
    """Of these segments, or of the largest; those that nobody has counted yet are left out."""
    among = Segment.objects.filter(is_live=True, size__isnull=False)
    if numbers:
        among = among.filter(pk__in=numbers[: MOST * 10])
    segments = sorted(among.order_by("-size", "pk")[:MOST], key=lambda one: (one.name.casefold(), one.pk))
    if len(segments) < 2:
        return Overlaps(segments, {})
    places = list(combinations(range(len(segments)), 2))
    written = SHARED.replace("{pairs}", str(places))
    counts = columns.value(written, {"segments": [one.pk for one in segments]}, time_limit_s=TIME_LIMIT_S)
    pairs = [tuple(sorted((segments[one].pk, segments[other].pk))) for one, other in places]
    return Overlaps(
        segments, {(one, other): count for (one, other), count in zip(pairs, counts, strict=False) if count}
    )
