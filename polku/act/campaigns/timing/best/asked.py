"""What people have answered, by the hour of their own day at which it was sent; and when they came by themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from polku.act.campaigns.timing.best import sql
from polku.kit import clock, columns
from polku.kit.arrays import Numbers, np
from polku.know.people.columns import PERSON
from polku.know.people.zones_asked import OWN_ZONES, parameters, zone_names, zone_sql, zones_in_use

BACK = timedelta(weeks=26)
WEEKS = 27
PARTS = 8  # one after the other, so that a part's messages fit into memory
ROW = [("person", "<i8"), ("hour", "u1"), ("sends", "<u4"), ("answers", "<u4"), ("visits", "<u4")]
TIME_LIMIT_S = 120.0


class Happened(msgspec.Struct, frozen=True):
    """A row for each person and hour of which anything is known, by person. Shapes: all (rows,)."""

    person: Numbers
    hour: Numbers
    sends: Numbers
    answers: Numbers
    visits: Numbers


def happened(*, team: str, now: datetime) -> Happened:
    """In half a year. `team`: the zone of whoever has none of their own. Raises columns.ColumnsError."""
    since = now - BACK
    zones = OWN_ZONES.format(zone=zone_sql())
    asked = sql.HOURS.replace("%PERSON%", PERSON).replace("%ZONES%", zones)
    given = parameters() | {
        "since": clock.to_ms(since),
        "since_s": clock.to_ms(since) // 1000,
        "now": clock.to_ms(now),
        "weeks": WEEKS,
        "offsets": list(_offsets(since, team=team)),
    }
    found = [
        np.frombuffer(columns.packed(asked, given | {"low": low, "high": high}, time_limit_s=TIME_LIMIT_S), ROW)
        for low, high in _ranges()
    ]
    return _together(np.concatenate(found))


def _ranges() -> Iterator[tuple[int, int]]:
    """Numbers of identities are spread evenly over 63 bits."""
    size = 2**63 // PARTS
    for part in range(PARTS):
        yield part * size, (part + 1) * size - 1 if part < PARTS - 1 else 2**64 - 1


def _offsets(since: datetime, *, team: str) -> Iterator[int]:
    """Zone by zone, week by week: what clocks show in the middle of it. 0 where nobody is."""
    used = zones_in_use(team=team)
    middles = [since.astimezone(UTC) + timedelta(weeks=week, days=3.5) for week in range(WEEKS)]
    for name in (team, *zone_names()):
        for middle in middles:
            ahead = middle.astimezone(ZoneInfo(name)).utcoffset() if name in used else None
            yield round(ahead.total_seconds()) if ahead is not None else 0


def _together(rows: "np.ndarray") -> Happened:
    """One row for each person and hour, also of those whose identities lay in several parts."""
    rows = rows[np.lexsort((rows["hour"], rows["person"]))]
    is_other = (rows["person"][1:] != rows["person"][:-1]) | (rows["hour"][1:] != rows["hour"][:-1])
    starts = np.flatnonzero(np.concatenate(([True], is_other))) if len(rows) else np.zeros(0, np.int64)
    counted = {
        name: np.add.reduceat(rows[name].astype(np.int64), starts) if len(starts) else np.zeros(0, np.int64)
        for name in ("sends", "answers", "visits")
    }
    first = rows[starts]
    return Happened(first["person"].astype(np.int64), first["hour"].astype(np.int64), **counted)
