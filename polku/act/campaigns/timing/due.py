"""When each person's message is due: everybody's at once, as a column of numbers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Launch
from polku.act.campaigns.timing.best.due import due_at_best
from polku.act.campaigns.timing.own_clock import due_in
from polku.act.campaigns.timing.timing import BEST_HOUR, STORE_OPEN, Timing, stored
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.know.people.zones_asked import zones_of
from polku.know.places.of_people import NO_STORE, open_at
from polku.know.teams.begin import the_team


def due_of(launch: Launch, people: Numbers, *, now: datetime) -> Numbers:
    """Milliseconds, not before `now` where people have times of their own. Shapes: (people,). Raises ColumnsError."""
    timing = stored(launch.timing)
    if timing.is_together:
        return np.full(len(people), clock.to_ms(launch.at), np.int64)
    team = the_team().time_zone
    if timing.kind == BEST_HOUR:
        return due_at_best(timing, people, cause=cause_of(launch.campaign), team=team, now=now)
    if timing.kind == STORE_OPEN:
        return _by_store(people, at_ms=clock.to_ms(launch.at), now=now)
    return _by_own_clock(timing, people, team=team, now=now)


def by_due(people: Numbers, due_ms: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Those who are due together, the first first; each part in the order of its numbers."""
    for at_ms in np.unique(due_ms):
        yield int(at_ms), people[due_ms == at_ms]


def _by_store(people: Numbers, *, at_ms: int, now: datetime) -> Numbers:
    """With the launch where it is open now, or not known."""
    opens = open_at(people, now=now)
    return np.where((opens == NO_STORE) | (opens <= clock.to_ms(now)), at_ms, opens)


def _by_own_clock(timing: Timing, people: Numbers, *, team: str, now: datetime) -> Numbers:
    assert timing.wall is not None
    names, theirs = zones_of(people, team=team)
    late, due_ms = timedelta(hours=timing.late_hours), np.zeros(len(names), np.int64)
    for place in np.unique(theirs).tolist():
        due_ms[place] = clock.to_ms(due_in(ZoneInfo(names[place]), timing.wall, late=late, now=now))
    return np.asarray(due_ms[theirs])
