"""The instants of a rhythm in a zone: in order, each once, each with its number, which it has for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from polku.act.plan.rhythm import Rhythm
from polku.kit.wall import instant_of


@dataclass(frozen=True)
class Occurrence:
    """`wall`: what the rhythm says; `at`: when that is."""

    number: int  # from 1
    wall: datetime
    at: datetime


def occurrences(rhythm: Rhythm, zone: ZoneInfo) -> Iterator[Occurrence]:
    """Where a zone leaves out a whole day, two can fall on one instant: the second is no occurrence of its own."""
    before: datetime | None = None
    for number, wall in enumerate(rhythm.walls(), start=1):
        at = instant_of(wall, zone)
        if before is None or at > before:
            yield Occurrence(number, wall, at)
            before = at


def after(rhythm: Rhythm, zone: ZoneInfo, *, number: int = 0, instant: datetime | None = None) -> Occurrence | None:
    """The first with a higher number, and after the instant; None when it is over."""
    coming = (one for one in occurrences(rhythm, zone) if one.number > number)
    return next((one for one in coming if instant is None or one.at > instant), None)


def coming(rhythm: Rhythm, zone: ZoneInfo, *, since: datetime, number: int = 0, most: int = 5) -> list[Occurrence]:
    """The next ones after an instant."""
    found = (one for one in occurrences(rhythm, zone) if one.number > number and one.at > since)
    return list(islice(found, most))
