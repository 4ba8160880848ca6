"""How the size of a segment went, and who came and went."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from polku.doors.web import shown
from polku.doors.web.columns_asked import ask
from polku.doors.web.widgets.amounts import number
from polku.doors.web.widgets.bars import Curve, curve
from polku.kit import columns
from polku.know.segments.models import Segment

SHOWN, ROWS = 120, 20

# The last who joined or left. Rides the order of `events`: (name, …).
COMINGS = """
SELECT name, identity, toUnixTimestamp64Milli(time), toString(properties.cause)
FROM events
WHERE name IN ('Segment Joined', 'Segment Left') AND properties.segment_id = {segment:Int64}
ORDER BY time DESC, seq DESC, nth DESC
LIMIT {rows:UInt32}
"""


@dataclass(frozen=True)
class Coming:
    """Somebody joined, or left. `person`: None for who was erased."""

    has_joined: bool
    person: shown.Person | None
    at_ms: int
    cause: str


def curve_of(segment: Segment) -> Curve | None:
    """The sizes noted lately; None as long as there are fewer than two."""
    rows = list(segment.sizes.order_by("-at").values_list("at", "size")[:SHOWN])[::-1]
    if len(rows) < 2:
        return None

    def hover(index: int) -> str:
        at, size = rows[index]
        day = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
        return ngettext("%(day)s: %(count)s person", "%(day)s: %(count)s people", size) % {
            "day": day,
            "count": number(size),
        }

    return curve([size for _at, size in rows], hover=hover)


def comings(segment: Segment) -> list[Coming]:
    given = {"segment": segment.pk, "rows": ROWS}
    rows = ask(lambda: columns.query(COMINGS, given)) or []
    people = shown.people_of([identity for _name, identity, _at, _cause in rows])
    return [
        Coming(name == "Segment Joined", people.get(identity), at_ms, cause) for name, identity, at_ms, cause in rows
    ]
