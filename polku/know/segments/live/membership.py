"""Who is in a segment, since when and why: asked of the column store. All raise columns.ColumnsError."""

from dataclasses import dataclass
from datetime import datetime

from polku.kit import clock, columns
from polku.know.segments.live import sql
from polku.know.segments.models import Segment

Place = tuple[int, int]  # where a page of a history ends


@dataclass(frozen=True)
class Since:
    """Somebody is in a segment."""

    segment: int
    at: datetime
    cause: str


@dataclass(frozen=True)
class Step:
    """Somebody joined or left. `person` is the number of their profile then: they may have been merged since."""

    person: int
    is_in: bool
    at: datetime
    cause: str  # made, event, trait, time, edit, merge, check, list
    event: str  # the event that caused it, if one did: its name and id
    event_id: str
    place: Place  # hand it to `history(before=…)` for what came before this


def members_of(segment: int) -> list[int]:
    """Profile numbers, in their order."""
    return sorted(person for (person,) in columns.query(sql.IN, {"segment": segment}))


def segments_of(person: int) -> list[Since]:
    """The live segments somebody is in now."""
    live = set(Segment.objects.filter(is_live=True).values_list("pk", flat=True))
    rows = columns.query(sql.OF_PERSON, {"person": person})
    return [Since(segment, at, cause) for segment, at, cause in rows if segment in live]


def history(segment: int, *, before: Place | None = None, limit: int = 50) -> list[Step]:
    """Who joined and left, the newest first."""
    seq, nth = before or (0, 0)
    asked = sql.HISTORY.format(beyond=sql.BEYOND if before else "")
    rows = columns.query(asked, {"segment": segment, "limit": limit, "seq": seq, "nth": nth})
    return [
        Step(person, bool(is_in), clock.from_ms(at_ms), cause, event, event_id, (seq, nth))
        for person, is_in, at_ms, cause, event, event_id, seq, nth in rows
    ]
