"""Days of visits: by the clock of the team."""

from datetime import date
from zoneinfo import ZoneInfo

from polku.kit import clock
from polku.know.teams.begin import the_team

FIRST = date(1970, 1, 1).toordinal()


def team_zone() -> ZoneInfo:
    return ZoneInfo(the_team().time_zone or "UTC")


def day_of(at_ms: int, zone: ZoneInfo) -> int:
    """Days since 1970."""
    return clock.from_ms(at_ms).astimezone(zone).toordinal() - FIRST
