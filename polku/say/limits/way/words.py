"""What something gave way to: as it stands in the reason of a message, and in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.teams.begin import the_team
from polku.say.limits.way.models import GivesWay

INSTANT = "%Y-%m-%dT%H:%MZ"


def told(row: GivesWay) -> str:
    """When it is due, and its name."""
    return f"{clock.from_ms(row.at_ms):{INSTANT}}/{row.name}"


def in_words(form: str, detail: str) -> str:
    """`form` has a name and a day."""
    at, _bar, name = detail.partition("/")
    try:
        instant = datetime.strptime(at, INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return form.format(name=detail, day=_("another day"))
    day = instant.astimezone(ZoneInfo(the_team().time_zone)).date()
    return form.format(name=name, day=date_format(day, "DATE_FORMAT"))
