"""How often somebody gets stamps."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from polku.act.rewards.ledger.models import Movement
from polku.act.rewards.stamps import causes, times
from polku.act.rewards.stamps.refused import DAY, HOUR, PLACE, Refused
from polku.act.rewards.stamps.terms import Often
from polku.kit import clock


def is_any(limits: Often) -> bool:
    return limits.day is not None or limits.hour is not None or limits.place_day is not None


def check(limits: Often, program: int, names: Sequence[int], store: str, *, now: datetime, zone: ZoneInfo) -> None:
    """Raises Refused. Counted of the movements: whoever asks has taken their turn. What was
    pressed without a line comes after what has happened since."""
    if not is_any(limits):
        return
    now_ms, today_ms, tomorrow_ms = (
        clock.to_ms(now),
        times.day_start(now, zone=zone),
        times.day_start(now, days=1, zone=zone),
    )
    hour_ms = now_ms - times.HOUR_MS
    came = _came(program, names, since_ms=min(today_ms, hour_ms + 1))
    today = [where for at_ms, where in came if today_ms <= at_ms < tomorrow_ms]
    if (
        limits.hour is not None
        and sum(hour_ms < at_ms < now_ms + times.HOUR_MS for at_ms, _where in came) >= limits.hour
    ):
        raise Refused(HOUR)
    if limits.day is not None and len(today) >= limits.day:
        raise Refused(DAY)
    if limits.place_day is not None and store and today.count(store) >= limits.place_day:
        raise Refused(PLACE)


def _came(program: int, names: Sequence[int], *, since_ms: int) -> list[tuple[int, str]]:
    """When and where they were stamped; not what was undone, and no gifts."""
    begun = causes.of_stamp(causes.STAMP, 0, causes.tail_of(program, ""))
    theirs = Movement.objects.filter(identity_id__in=names, at_ms__gte=since_ms, kind=Movement.Kind.GRANT)
    rows = [row for row in theirs.values_list("pk", "at_ms", "store", "cause") if row[3].startswith(begun)]
    undone = Movement.objects.filter(lot__in=[row[0] for row in rows], kind=Movement.Kind.WITHDRAWN)
    gone = set(undone.values_list("lot", flat=True))
    return [(at_ms, store) for number, at_ms, store, _cause in rows if number not in gone]
