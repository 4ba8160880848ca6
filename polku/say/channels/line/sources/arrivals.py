"""Who arrives by a source, as a number: noted before they are led on."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from polku.say.channels.line.sources.models import LineArrival, LineSource


@dataclass(frozen=True)
class Counts:
    """`arrived`: how often the address was opened, by persons as far as one can tell. `followed`: of these arrivals

    so many were followed by a new friend; `first`: who had never been one; `guessed`: told by the time alone.
    """

    arrived: int = 0
    followed: int = 0
    first: int = 0
    guessed: int = 0


def arrive(source: LineSource, *, now_ms: int) -> LineArrival:
    return LineArrival.objects.create(source=source, at_ms=now_ms)


def counts(sources: Collection[int]) -> dict[int, Counts]:
    """By source; one query."""
    rows = (
        LineArrival.objects.filter(source__in=sources)
        .values("source")
        .annotate(
            arrived=Count("pk"),
            followed=Count("followed_ms"),
            first=Count("pk", filter=Q(is_first=True)),
            guessed=Count("pk", filter=Q(followed_ms__isnull=False, is_exact=False)),
        )
    )
    return {row["source"]: Counts(row["arrived"], row["followed"], row["first"], row["guessed"]) for row in rows}
