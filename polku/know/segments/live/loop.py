"""What segments do on the clock: follow time, ask everybody where it is called for, check at night."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from polku.kit import clock, columns
from polku.know.events import columns as event_columns
from polku.know.events.models import Forgetting
from polku.know.events.read import Reader, alone, place
from polku.know.rules.live_ahead import ahead_of_columns
from polku.know.segments.live import recent, sizes
from polku.know.segments.live.crossing import MOST, crossed
from polku.know.segments.live.followed import followed
from polku.know.segments.live.judge import Cause, judge
from polku.know.segments.live.memory import READER, are_columns_done, is_behind, is_ready, keep, memory
from polku.know.segments.live.tell import tell
from polku.know.segments.live.trouble import must_wait
from polku.know.segments.live.whole import ask_everybody
from polku.know.segments.models import Segment
from polku.know.teams.begin import the_team

NIGHT = range(2, 5)  # hours of the team's day
CHECK_EVERY = timedelta(hours=20)
OVERLAP_MS = 10 * clock.SECOND_MS  # rows of people and events may reach the columns this late
NOTE_EVERY_MS = clock.MINUTE_MS  # how far time was followed is written down so often, when nobody moved

SHARE = 0.05  # of the time goes into looking what time has changed
LONGEST_REST_S = 30.0

_HOLD = Reader(READER, lambda _block: None)
_rest_until = 0.0
_looked_ms = 0  # by this process; the rows lag behind, which only means that some people are asked twice


def follow_time_at_ease(now: datetime) -> int:
    """The same, as often as it costs little: many edges are looked at less often than a few."""
    global _rest_until
    begun = clock.monotonic()
    if begun < _rest_until:
        return 0
    moved = follow_time(now)
    took_s = clock.monotonic() - begun
    _rest_until = clock.monotonic() + min(LONGEST_REST_S, took_s / SHARE)
    return moved


def follow_time(now: datetime) -> int:
    """Ask about those whom time alone has moved since the last look. How many joined and left."""
    global _looked_ms
    with _held() as is_mine:
        segments = followed().all if is_mine else []
        if not segments:
            return 0
        now_ms, noted_ms = clock.to_ms(now), _noted_ms([one.id for one in segments])
        since_ms = max(noted_ms, _looked_ms) if _looked_ms <= now_ms else noted_ms
        if now_ms < since_ms - OVERLAP_MS:
            # The clock was set back: what it made true may not be so any more.
            _ask_anew([one.id for one in segments], looked_ms=now_ms)
            _looked_ms = now_ms
            return 0
        ahead = ahead_of_columns(place(READER))
        # What the columns lack is not found by time: the next look begins where they end.
        until_ms = now_ms if ahead is None or ahead.since_ms is None else min(now_ms, ahead.since_ms)
        found = crossed(segments, since_ms - OVERLAP_MS, now)
        many = [segment.id for segment, people in found if len(people) > MOST]
        few = [(segment, people) for segment, people in found if len(people) <= MOST]
        people = {person for _segment, theirs in few for person in theirs}
        recent.forget(people)
        time = Cause("time")
        changes = judge([segment for segment, _ in few], people, now, lambda _segment, _person: time, ahead=ahead)
        if changes or many or now_ms - noted_ms >= NOTE_EVERY_MS:
            with transaction.atomic():
                tell(changes, now)
                _ask_anew(many, looked_ms=until_ms)
                Segment.objects.filter(pk__in=[one.id for one in segments]).update(looked_ms=until_ms)
        _looked_ms = until_ms
        return len(changes)


def ask_where_needed(now: datetime) -> int:
    """Ask everybody about one segment that was made, edited or stopped. 1 when there was one."""
    with _held() as is_mine:
        if not is_mine:
            return 0
        waiting = [
            row for row in Segment.objects.filter(is_live=True).order_by("checked_at", "pk") if not row.is_settled
        ]
        row = next((row for row in waiting if not must_wait(row)), None)
        if row is None:
            return 0
        ask_everybody(row, now)
        return 1


def check_at_night(now: datetime) -> int:
    """Ask everybody about one segment, although nothing calls for it. How many were checked."""
    if now.astimezone(ZoneInfo(the_team().time_zone or "UTC")).hour not in NIGHT:
        return 0
    return check(now, before=now - CHECK_EVERY)


def check(now: datetime, *, before: datetime) -> int:
    """One of those that were last asked about `before` this. Time is followed up to now first: no edge lies between."""
    late = Segment.objects.filter(is_live=True, trouble="", checked_edits=F("edits"), checked_at__lt=before)
    if not late.exists():
        return 0
    follow_time(now)
    with _held() as is_mine:
        row = late.order_by("checked_at", "pk").first() if is_mine else None
        if row is None:
            return 0
        ask_everybody(row, now)
        return 1


def see_what_was_forgotten(now: datetime) -> int:
    """After people were erased sizes are counted anew; after events were, or people made anew, everybody is asked."""
    mine = memory()
    done = Forgetting.objects.filter(state=Forgetting.State.DONE)
    people, events = done.count(), done.filter(what=Forgetting.What.EVENTS).count()
    behind = is_behind()
    if behind or mine.is_behind:
        if behind != mine.is_behind:
            with transaction.atomic():
                mine.is_behind = behind
                keep(mine)
                _ask_anew([] if behind else list(Segment.objects.values_list("pk", flat=True)))
        return int(not behind)
    # Of events: all of it at once, for asking everybody takes a while.
    is_all = not Forgetting.objects.exclude(state=Forgetting.State.DONE).exists()
    must_ask = is_all and events != mine.events_forgotten
    if people == mine.forgettings and not must_ask:
        return 0
    with _held() as is_mine:
        if not is_mine or not are_columns_done():
            return 0
        with transaction.atomic():
            mine = memory()
            if must_ask:
                _ask_anew(list(Segment.objects.values_list("pk", flat=True)))
                mine.events_forgotten = events
            recent.forget_all()
            mine.forgettings = people
            keep(mine)
            sizes.count_anew(now)
    return 1


@contextmanager
def _held() -> Iterator[bool]:
    """Whether this worker alone tells who joined and left, and may compare just now."""
    with alone(_HOLD) as is_mine:
        yield is_mine and columns.is_open() and not event_columns.prepare() and is_ready()


def _noted_ms(segments: list[int]) -> int:
    return min(Segment.objects.filter(pk__in=segments).values_list("looked_ms", flat=True))


def _ask_anew(segments: list[int], *, looked_ms: int | None = None) -> None:
    facts = {"looked_ms": looked_ms} if looked_ms is not None else {}
    Segment.objects.filter(pk__in=segments).update(edits=F("edits") + 1, **facts)
