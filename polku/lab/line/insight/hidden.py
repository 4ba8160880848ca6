"""What is too small to be told."""

from collections.abc import Iterable

from polku.lab.line.looks import Tally

LEAST = 20


def together(tallies: Iterable[Tally]) -> Tally:
    """Of several days: nobody counts twice."""
    whole = Tally()
    for one in tallies:
        whole.times += one.times
        whole.people |= one.people
    return whole


def times(tally: Tally) -> int | None:
    """None is told as null, and means: fewer than twenty, or of fewer than twenty people."""
    return tally.times if len(tally.people) >= LEAST else None


def people(tally: Tally) -> int | None:
    return len(tally.people) if len(tally.people) >= LEAST else None
