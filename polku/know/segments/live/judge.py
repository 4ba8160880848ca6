"""Asking some segments about some people, and comparing with who is in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from polku.kit import columns
from polku.know.rules.condition import RuleError
from polku.know.rules.live import finds_among
from polku.know.segments.live import sql
from polku.know.segments.live.followed import Followed
from polku.know.segments.live.trouble import stop

PEOPLE = 5_000  # at once: more would not go into one question
Row = tuple[int, int]  # where the event stands that told the membership last; (0, 0) for nobody's

# What concerns the store and not the rule: then everything waits.
NOT_THE_RULE = (columns.ColumnsClosed, columns.ColumnsBusy, columns.ColumnsFull, columns.ColumnsUnreachable)


@dataclass(frozen=True)
class Cause:
    """Why somebody was looked at: made, event, trait, time, edit, merge, check or list."""

    kind: str
    event: str = ""  # its name and id, where it was one
    event_id: str = ""


@dataclass(frozen=True)
class Change:
    """Somebody joins a segment, or leaves it."""

    segment: Followed
    person: int
    is_in: bool
    after: Row
    cause: Cause


def judge(
    segments: Sequence[Followed],
    people: Iterable[int],
    now: datetime,
    why: Mapping[tuple[int, int], Cause],
    other: Cause,
) -> list[Change]:
    """What has to be told. `why`: by segment and person; `other`: for all others.

    A rule that cannot be asked stops its own segment. Raises columns.ColumnsError when the store is not there.
    """
    changes = []
    wanted = sorted(set(people))
    for start in range(0, len(wanted) if segments else 0, PEOPLE):
        part = wanted[start : start + PEOPLE]
        found = _found(segments, part, now)
        before = states([one.id for one in segments], part)
        for segment, inside in found:
            for person in part:
                was_in, row = before.get((segment.id, person), (False, (0, 0)))
                if (person in inside) != was_in:
                    cause = why.get((segment.id, person), other)
                    changes.append(Change(segment, person, not was_in, row, cause))
    return changes


def states(segments: Sequence[int], people: Sequence[int]) -> dict[tuple[int, int], tuple[bool, Row]]:
    """By segment and person: whether they are in it, for those who ever were."""
    if not segments or not people:
        return {}
    rows = columns.query(sql.STATES.format(people=",".join(map(str, people))), {"segments": list(segments)})
    return {(segment, person): (bool(is_in), tuple(row)) for segment, person, is_in, row in rows}


def _found(segments: Sequence[Followed], people: Sequence[int], now: datetime) -> list[tuple[Followed, set[int]]]:
    try:
        return list(zip(segments, finds_among([one.condition for one in segments], people, now), strict=True))
    except NOT_THE_RULE:
        raise
    except (columns.ColumnsError, RuleError) as problem:
        if len(segments) == 1:
            stop(segments[0].id, str(problem))
            return []
    return [found for one in segments for found in _found([one], people, now)]
