"""How long data is kept: what is older is forgotten by itself, in small blocks, kind by kind.

Nothing is, until somebody has decided so (models.KeepFor). Every room says what can be too old in it (`Kept`, flow.py).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from polku.kit import clock, columns
from polku.know.events.forgetting.ask import forget_events
from polku.know.events.forgetting.reasons import kept
from polku.know.events.models import Forgetting, KeepFor, Refusal
from polku.know.teams.models import Member, TrailEntry
from polku.know.teams.trail import note

BY = "polku"
LOOK_EVERY_MS = clock.HOUR_MS
BLOCK = 1_000  # rows in one transaction
EVENTS = 100_000  # in one go: the columns cost the same for one as for all

# What a kind "events" without a name means: what people did, not who they are, what they bought or allowed.
OTHERS = """
type IN ('track', 'page', 'screen') AND source <> 0 AND name NOT LIKE 'Order %' AND name NOT LIKE 'Consent %'
AND name NOT IN {others:Array(String)}
"""
# Who is in a segment now is told by who joined and left it.
OF_NAME = """
name = {name:String} AND type IN ('track', 'page', 'screen') AND name NOT LIKE 'Consent %'
AND (source <> 0 OR name NOT IN ('Segment Joined', 'Segment Left'))
"""
COUNT = "SELECT count() FROM events WHERE time < fromUnixTimestamp64Milli({{before:Int64}}, 'UTC') AND {which}"
OLDEST = """
SELECT seq, nth
FROM events
WHERE time < fromUnixTimestamp64Milli({{before:Int64}}, 'UTC') AND {which}
ORDER BY seq, nth
LIMIT {{limit:UInt32}}
"""


@dataclass(frozen=True)
class Kept:
    """A kind of data that may be kept for a time only. `name` narrows it down, where a kind knows names."""

    kind: str
    count: Callable[[int, str], int]  # (before, in milliseconds; name): how much is older
    forget: Callable[[int, str], int]  # one block of it; 0 when nothing is left


def decide(kind: str, *, name: str = "", days: int | None, by: Member, now: datetime) -> bool:
    """Keep this for so many days from now on; None: for ever. Whether that was a change."""
    with transaction.atomic():
        before = KeepFor.objects.filter(kind=kind, name=name).first()
        if (before.days if before else None) == days:
            return False
        if days is None:
            KeepFor.objects.filter(kind=kind, name=name).delete()
        else:
            fresh = {"days": days, "changed_ms": clock.to_ms(now), "by": by.email, "looked_ms": 0, "forgotten": 0}
            KeepFor.objects.update_or_create(kind=kind, name=name, defaults=fresh)
        was = {"days": before.days if before else None}
        note(by, "retention.changed", subject=f"retention:{kind} {name}".strip(), before=was, after={"days": days})
    return True


def before_ms(days: int, now: datetime) -> int:
    return clock.to_ms(now - timedelta(days=days))


def tick(now: datetime, kept: Sequence[Kept]) -> int:
    """One block of the first kind that holds something too old. Gives how much of it; 0 when there is nothing."""
    now_ms = clock.to_ms(now)
    for rule in KeepFor.objects.filter(looked_ms__lt=now_ms - LOOK_EVERY_MS).order_by("looked_ms", "pk"):
        room = next((one for one in kept if one.kind == rule.kind), None)
        if room is None:
            continue
        if forgotten := room.forget(before_ms(rule.days, now), rule.name):
            KeepFor.objects.filter(pk=rule.pk).update(forgotten=F("forgotten") + forgotten)
            return forgotten
        if not is_forgetting():
            _leave(rule, now_ms)
    return 0


def is_forgetting() -> bool:
    """Whether what was found before is still being forgotten: then one looks again when that is done."""
    return Forgetting.objects.filter(by=BY).exclude(state=Forgetting.State.DONE).exists()


def of_events() -> Kept:
    return Kept("events", _count_events, _forget_events)


def of_refusals() -> Kept:
    def older(before: int) -> "list[int]":
        return list(Refusal.objects.filter(received_ms__lt=before).values_list("pk", flat=True)[:BLOCK])

    return Kept(
        "refusals",
        lambda before, _name: Refusal.objects.filter(received_ms__lt=before).count(),
        lambda before, _name: Refusal.objects.filter(pk__in=older(before)).delete()[0],
    )


def of_trail() -> Kept:
    def older(before: int) -> "list[int]":
        return list(TrailEntry.objects.filter(at__lt=clock.from_ms(before)).values_list("pk", flat=True)[:BLOCK])

    return Kept(
        "trail",
        lambda before, _name: TrailEntry.objects.filter(at__lt=clock.from_ms(before)).count(),
        lambda before, _name: TrailEntry.objects.filter(pk__in=older(before)).delete()[0],
    )


def _count_events(before: int, name: str) -> int:
    which, given = _which(name)
    return int(columns.value(COUNT.format(which=which), {"before": before, **given}))


def _forget_events(before: int, name: str) -> int:
    if is_forgetting() or not columns.is_open():
        return 0
    which, given = _which(name)
    rows = columns.query(OLDEST.format(which=which), {"before": before, "limit": EVENTS, **given}, time_limit_s=120)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for seq, nth in rows:
        places[seq].append(nth)
    if places:
        forget_events(places, by=BY, reason=kept(name))
    return len(rows)


def _which(name: str) -> tuple[str, dict[str, object]]:
    if name:
        return OF_NAME, {"name": name}
    named = KeepFor.objects.filter(kind="events").exclude(name="").values_list("name", flat=True)
    return OTHERS, {"others": list(named)}


def _leave(rule: KeepFor, now_ms: int) -> None:
    """Nothing is left: look again later. What was forgotten since the last time is noted once."""
    with transaction.atomic():
        KeepFor.objects.filter(pk=rule.pk).update(looked_ms=now_ms, forgotten=0)
        if rule.forgotten:
            subject = f"retention:{rule.kind} {rule.name}".strip()
            note(None, "retention.forgot", subject=subject, after={"days": rule.days, "forgotten": rule.forgotten})
