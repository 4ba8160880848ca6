"""When it is night where something was done: by the clock on the store's wall, else by the team's."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from polku.know.places.models import Store
from polku.know.teams.begin import the_team

HOURS = (22, 23, 0, 1, 2, 3, 4, 5)


def offsets(now: datetime) -> tuple[int, dict[str, int]]:
    """Milliseconds ahead: of the team, and of stores that live by another clock. As it is now: where clocks were
    changed within these weeks, some nights are an hour off."""
    own = _ahead_ms(ZoneInfo(the_team().time_zone or "UTC"), now)
    zones = Store.objects.exclude(time_zone="").values_list("key", "time_zone").order_by("key")
    ahead = {key: _ahead_ms(ZoneInfo(zone), now) for key, zone in zones}
    return own, {key: ms for key, ms in ahead.items() if ms != own}


def _ahead_ms(zone: tzinfo, now: datetime) -> int:
    ahead = now.astimezone(zone).utcoffset()
    return round(ahead.total_seconds() * 1000) if ahead is not None else 0
