"""What people do, other than buying: a review, a survey, a visit. Each event earns once, so many times a day."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.grant import Each, grant_each
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.points import debts
from polku.act.rewards.points.earn import current
from polku.act.rewards.points.terms import Deed
from polku.act.rewards.points.whose import all_of_each
from polku.kit import clock, ids
from polku.know.events.event import Event
from polku.know.people import find
from polku.know.people.stores.fold import stores_of
from polku.know.teams.begin import the_team

PART = 500


@transaction.atomic
def reward(program: Program, events: Sequence[Event], *, now: datetime) -> None:
    """Of a live program: what happened before there was one earns nothing."""
    row, terms = current(program)
    since_ms, now_ms = clock.to_ms(program.created_at), clock.to_ms(now)
    meant = [
        one
        for one in events
        if one.time_ms >= since_ms and (not terms.sources or one.source in terms.sources or not one.source)
    ]
    zone = the_team().time_zone
    wanted: list[Each] = []
    for deed in terms.deeds:
        for one in _with_room(program.pk, deed, [event for event in meant if event.name == deed.event], zone=zone):
            _pending, ends = terms.window(earned=clock.from_ms(one.time_ms), now=now, zone=zone)
            store = next(stores_of(one), "")[:80]
            wanted.append(Each(one.identity_id, deed.points, _cause(program.pk, one), now_ms, ends, store))
    if grant_each(row, wanted, now_ms=now_ms) and debts.is_any(program.pk):
        for person in all_of_each({one.identity_id for one in wanted}):
            debts.pay(program, person, now_ms=now_ms)


def _with_room(program_id: int, deed: Deed, events: Sequence[Event], *, zone: str) -> Iterator[Event]:
    """Those that earn: not more of one person in a day than there may be. The day is where the team is."""
    if deed.most_day is None:
        yield from events
        return
    fresh = _not_yet(program_id, events)
    others = find.other_names(event.identity_id for event in fresh)
    names = {event.identity_id: others.get(event.identity_id, set()) | {event.identity_id} for event in fresh}
    days: dict[str, list[Event]] = {}
    for event in fresh:
        days.setdefault(_scope(deed, event, zone), []).append(event)
    for scope, waiting in sorted(days.items()):
        yield from _of_day(program_id, deed.most_day, scope, waiting, names)


def _of_day(
    program_id: int, most: int, scope: str, waiting: list[Event], names: Mapping[int, Set[int]]
) -> Iterator[Event]:
    while waiting:
        # A statement counts each person once: the second event of a day waits for the next round.
        now, later = dict[int, Event](), list[Event]()
        for event in waiting:
            first = min(names[event.identity_id])
            later.append(event) if first in now else now.update({first: event})
        theirs = {first: names[event.identity_id] - {first} for first, event in now.items()}
        had_room = limits.take_sum(program_id, theirs, scope, most)
        yield from (now[first] for first in sorted(had_room))
        waiting = [event for event in later if min(names[event.identity_id]) in had_room]


def _not_yet(program_id: int, events: Sequence[Event]) -> Sequence[Event]:
    has: set[str] = set()
    for start in range(0, len(events), PART):
        causes = [_cause(program_id, event) for event in events[start : start + PART]]
        has.update(Movement.objects.filter(cause__in=causes).values_list("cause", flat=True))
    return [event for event in events if _cause(program_id, event) not in has]


def _scope(deed: Deed, event: Event, zone: str) -> str:
    day = clock.from_ms(event.time_ms).astimezone(ZoneInfo(zone)).date()
    return f"given:{{one}}:{ids.public(ids.hash63(deed.event.encode()))}:{day}"


def _cause(program_id: int, event: Event) -> str:
    return f"{program_id}/deed/{ids.public(ids.hash63(event.id.encode()))}"
