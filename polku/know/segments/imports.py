"""People put on a list by lines that name them."""

from collections.abc import Iterable
from dataclasses import dataclass

from polku.know.segments import lists, naming
from polku.know.segments.errors import NoList
from polku.know.segments.models import Segment
from polku.know.segments.segments import people_on
from polku.know.teams.models import Member


@dataclass(frozen=True)
class Imported:
    added: int  # people
    already: int  # people who stood on it before
    again: int  # lines that name somebody whom a line before named
    refused: list[naming.Refused]  # the first thousand
    refused_count: int


def import_people(
    segment: Segment, lines: Iterable[str], *, kind: str = "", replaces: bool = False, by: Member | None = None
) -> Imported:
    """Put on a list whom the lines name; see naming.py. With `replaces`, nobody else stays on it. Raises NoList."""
    if not segment.is_list:
        raise NoList
    found = naming.whom(lines, kind=kind)
    fresh = found.people if replaces else _not_yet(segment, found.people)
    if replaces:
        lists.replace(segment, fresh.values(), by=by)
    elif fresh:
        lists.add(segment, fresh.values(), by=by)
    already = len(found.people) - len(fresh)
    return Imported(len(fresh), already, found.again, found.refused, found.refused_count)


def _not_yet(segment: Segment, people: dict[int, int]) -> dict[int, int]:
    there = people_on(segment)
    return {profile: identity for profile, identity in people.items() if profile not in there}
