"""From hours to instants: within the time that somebody gave, and between two hours of each person's own day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from polku.act.campaigns.timing.best.asked import happened
from polku.act.campaigns.timing.best.draw import hours_of
from polku.act.campaigns.timing.best.learned import HOURS, learn
from polku.act.campaigns.timing.timing import Timing
from polku.kit import clock
from polku.kit.arrays import Flags, Numbers, np
from polku.kit.wall import instant_of, shown
from polku.know.people.zones_asked import zones_of


def due_at_best(timing: Timing, people: Numbers, *, cause: str, team: str, now: datetime) -> Numbers:
    """Milliseconds. Shapes: (people,). Raises columns.ColumnsError."""
    names, zones = zones_of(people, team=team)
    used = np.unique(zones)
    at_ms, allowed = np.zeros((len(names), HOURS), np.int64), np.zeros((len(names), HOURS), bool)
    for place in used.tolist():
        at_ms[place] = instants(ZoneInfo(names[place]), now=now)
        allowed[place] = within(timing, at_ms[place], now=now)
    learned = learn(happened(team=team, now=now), people, zones, len(names))
    return np.asarray(at_ms[zones, hours_of(learned, people, zones, allowed=allowed, cause=cause)])


def instants(zone: ZoneInfo, *, now: datetime) -> Numbers:
    """When each hour of the day comes next there; the one that it is, now. Shapes: (24,)."""
    wall = shown(now, zone)
    midnight = datetime.combine(wall.date(), datetime.min.time())
    found = []
    for hour in range(HOURS):
        at = now if hour == wall.hour else instant_of(midnight + timedelta(hours=hour), zone)
        found.append(clock.to_ms(at if at >= now else instant_of(midnight + timedelta(days=1, hours=hour), zone)))
    return np.array(found, np.int64)


def within(timing: Timing, at_ms: Numbers, *, now: datetime) -> Flags:
    """Which hours may be: between the two, and in time; where there is none, the one between them that comes first."""
    hours = np.arange(HOURS)
    between = (hours >= timing.first_hour) & (hours < timing.last_hour)
    found = between & (at_ms < clock.to_ms(now) + timing.hours * clock.HOUR_MS)
    return np.asarray(found if found.any() else hours == np.where(between, at_ms, np.iinfo(np.int64).max).argmin())
