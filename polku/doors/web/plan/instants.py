"""An instant as whoever plans has to know it: where the team is, in UTC, on their own clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from polku.kit.wall import instant_of, is_moved, is_shown_twice


@dataclass(frozen=True)
class Told:
    """`here`: by the clock of the team; `yours`: the viewer's, where it shows something else; `note`: on clocks."""

    at: datetime
    here: str
    zone: str
    utc: str
    yours: str = ""
    your_zone: str = ""
    note: str = ""


def told(at: datetime, zone: ZoneInfo, *, note: str = "") -> Told:
    here, own_time = at.astimezone(zone), timezone.localtime(at)
    is_other = own_time.replace(tzinfo=None) != here.replace(tzinfo=None)
    return Told(
        at=at,
        here=written(here),
        zone=zone.key,
        utc=_beside(at.astimezone(UTC), here),
        yours=_beside(own_time, here) if is_other else "",
        your_zone=timezone.get_current_timezone_name() if is_other else "",
        note=note,
    )


def written(local: datetime) -> str:
    """Day, day of the week, minute."""
    weekday = date_format(local, "l")
    return f"{date_format(local, 'DATE_FORMAT')} ({weekday}) {time_format(local, 'H:i')}"


def _beside(local: datetime, here: datetime) -> str:
    """Only the minute, where it is the same day."""
    return time_format(local, "H:i") if local.date() == here.date() else written(local)


def of_wall(day: date, at: time, zone: ZoneInfo) -> Told:
    """Of what the team's clock shows, with a word where it shows it never or twice."""
    wall = datetime.combine(day, at)
    note = ""
    if is_moved(wall, zone):
        note = _("Clocks are put forward then and never show this time: it goes at the next moment that they do show.")
    elif is_shown_twice(wall, zone):
        note = _("Clocks are put back then and show this time twice: it goes the first time.")
    return told(instant_of(wall, zone), zone, note=note)
