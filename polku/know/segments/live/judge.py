"""Asking some segments about some people, and comparing with who is in them."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from polku.kit import columns
from polku.know.rules.condition import RuleError
from polku.know.rules.live import finds_among
from polku.know.rules.live_ahead import Ahead
from polku.know.segments.live import recent, sql, told
from polku.know.segments.live.followed import Followed
from polku.know.segments.live.trouble import stop

PEOPLE = 5_000  # at once: more would not go into one question

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
    after: told.Row  # where their last step stands; (0, 0) for nobody's
    cause: Cause


Why = Callable[[Followed, int], Cause]


def judge(
    segments: Sequence[Followed],
    people: Iterable[int],
    now: datetime,
    why: Why,
    *,
    ahead: Ahead | None,
    is_learnt: bool = False,
) -> list[Change]:
    """What has to be told: of all these people, in all these segments. `ahead`: what the columns lack of the log.

    A rule that cannot be asked stops its own segment. Raises columns.ColumnsError when the store is not there.
    """
    changes = []
    wanted = sorted(set(people))
    for start in range(0, len(wanted) if segments else 0, PEOPLE):
        changes += _judge(segments, wanted[start : start + PEOPLE], now, why, ahead, is_learnt)
    return changes


def _judge(
    segments: Sequence[Followed], people: Sequence[int], now: datetime, why: Why, ahead: Ahead | None, is_learnt: bool
) -> list[Change]:
    met: recent.Met = {}
    found = _found(segments, people, now, ahead, met)
    before = _inside([segment.id for segment, _ in found], people)
    steps = [
        (segment, person, person in inside)
        for segment, inside in found
        for person in sorted(inside ^ before.get(segment.id, set()))
    ]
    moved = {person for _, person, _ in steps}
    rows = _rows({segment.id for segment, _, _ in steps}, moved)
    if is_learnt:
        recent.learn([person for person in people if person not in moved], found, met)
        recent.learn_when_told([person for person in people if person in moved], found, met)
    return [
        Change(segment, person, is_in, rows.get((segment.id, person), (0, 0)), why(segment, person))
        for segment, person, is_in in steps
    ]


def _inside(segments: Sequence[int], people: Sequence[int]) -> dict[int, set[int]]:
    """By segment: who of these people is in it. What was told last may not have reached the columns."""
    if not segments:
        return {}
    rows = columns.query(sql.INSIDE.format(people=",".join(map(str, people))), {"segments": list(segments)})
    found, among = {segment: set(inside) for segment, inside in rows}, set(people)
    for segment in segments:
        steps = told.of(segment)
        for person in steps.keys() & among:
            inside = found.setdefault(segment, set())
            (inside.add if steps[person][0] else inside.discard)(person)
    return found


def _rows(segments: Set[int], people: Set[int]) -> dict[tuple[int, int], told.Row]:
    """By segment and person: where their last step stands."""
    asked = ",".join(map(str, sorted(people)))
    if not asked:
        return {}
    rows = columns.query(sql.LAST_ROWS.format(people=asked), {"segments": sorted(segments)})
    found = {(segment, person): (seq, nth) for segment, person, seq, nth in rows}
    for segment in segments:
        steps = told.of(segment)
        found |= {(segment, person): steps[person][1] for person in steps.keys() & people}
    return found


def _found(
    segments: Sequence[Followed], people: Sequence[int], now: datetime, ahead: Ahead | None, met: recent.Met
) -> list[tuple[Followed, set[int]]]:
    """Of each segment, who of these people should be in it; into `met` goes of whom each part of a rule holds."""
    parts = {part.key: part.condition for segment in segments for part in segment.parts}
    try:
        met |= zip(parts, finds_among(list(parts.values()), people, now, ahead=ahead), strict=True)
        return [(segment, set.intersection(*(met[part.key] for part in segment.parts))) for segment in segments]
    except NOT_THE_RULE:
        raise
    except (columns.ColumnsError, RuleError) as problem:
        if len(segments) == 1:
            stop(segments[0].id, problem)
            return []
    return [found for one in segments for found in _found([one], people, now, ahead, met)]
