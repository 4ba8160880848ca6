"""What people have bought, come or earned: asked for many at once."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ranks import sql
from polku.act.rewards.ranks.level import Facts, begins
from polku.act.rewards.ranks.terms import RanksTerms
from polku.kit import clock
from polku.kit.bulk import ask
from polku.know.teams.begin import the_team


def facts_of(program: Program, terms: RanksTerms, profiles: Sequence[int], *, now: datetime) -> dict[int, Facts]:
    """By profile; those who have none as well."""
    zone = ZoneInfo(the_team().time_zone or "UTC")
    today = day_of(clock.to_ms(now), zone)
    since_ms = at_ms(begins(terms.window, max(1, today - terms.grace_days)), zone)
    by_day: dict[int, dict[int, int]] = {profile: {} for profile in profiles}
    for profile, instant_ms, amount in _rows(program, terms, profiles, since_ms):
        day, theirs = day_of(instant_ms, zone), by_day[profile]
        theirs[day] = 1 if terms.by == "visits" else theirs.get(day, 0) + int(amount)
    return {profile: Facts(days) for profile, days in by_day.items()}


def today(now: datetime) -> int:
    return day_of(clock.to_ms(now), ZoneInfo(the_team().time_zone or "UTC"))


def day_of(instant_ms: int, zone: ZoneInfo) -> int:
    return clock.from_ms(instant_ms).astimezone(zone).date().toordinal()


def at_ms(day: int, zone: ZoneInfo) -> int:
    """When a day begins; long ago: 0."""
    found = date.fromordinal(max(1, day))
    if found.year < 1971:
        return 0
    return clock.to_ms(datetime.combine(found, time(), zone).astimezone(UTC))


def _rows(program: Program, terms: RanksTerms, profiles: Sequence[int], since_ms: int) -> list[Any]:
    keys = sorted(profiles)
    if terms.by == "spend":
        return _ask(sql.SPEND_FROM, keys, [since_ms, program.currency])
    if terms.by == "visits":
        return _ask(sql.VISITS_FROM, keys, [since_ms])
    order = f"{terms.points}/order/"
    return [
        *_ask(sql.ORDER_POINTS_FROM, keys, [terms.points, since_ms]),
        *_ask(sql.OTHER_POINTS_FROM, keys, [terms.points, since_ms, len(order), order]),
    ]


def _ask(source: str, keys: Sequence[int], after: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        return ask(cursor, sql.COLUMNS, source, keys=keys, vendor=connection.vendor, after=after)
