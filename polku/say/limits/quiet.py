"""Quiet hours by the clock on somebody's wall, also on the two nights of the year on which clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from polku.kit.wall import instant_of, shown

DAY_MIN = 24 * 60
AHEAD_DAYS = 4  # that many days on, clocks have shown every time of the day


class Hours(msgspec.Struct, frozen=True):
    """From `begins` until `ends`, in minutes of the day; over midnight where it ends earlier than it begins."""

    begins: int
    ends: int

    def hold(self, wall: datetime) -> bool:
        """Whether they hold while clocks show this."""
        minute = wall.hour * 60 + wall.minute
        if self.begins <= self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


def quiet_until(now: datetime, zone: ZoneInfo, hours: Hours) -> datetime | None:
    """When clocks there show the end; None where they show no quiet time now.

    Clocks that are set back to before the beginning do not interrupt them.
    """
    wall = shown(now, zone)
    if not hours.hold(wall):
        return None
    for days in range(AHEAD_DAYS):
        day = datetime.combine(wall.date() + timedelta(days=days), datetime.min.time())
        end = day + timedelta(minutes=hours.ends)
        # Shown twice, when clocks are set back, it is also the end of the second time.
        twice = end.replace(tzinfo=zone, fold=1).astimezone(UTC)
        for instant in sorted({instant_of(end, zone), twice}):
            if instant > now and not hours.hold(shown(instant, zone)):
                return instant
    return now + timedelta(minutes=DAY_MIN)  # no clock is like that


def minutes_of(text: str) -> int | None:
    """ "22:30", or "22", as minutes of the day; None of anything else."""
    hour, _colon, minute = text.strip().partition(":")
    if not (hour.isdecimal() and len(hour) <= 2 and (not minute or (minute.isdecimal() and len(minute) == 2))):
        return None
    found = int(hour) * 60 + int(minute or 0)
    return found % DAY_MIN if found <= DAY_MIN and int(minute or 0) < 60 else None


def clock_of(minutes: int) -> str:
    """ "22:30" """
    return f"{minutes // 60:02}:{minutes % 60:02}"
