"""How dates and instants are written in traits and in rules, and how they are shown to a reader."""

import re
from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _

_DAY = r"[1-9][0-9][0-9][0-9][-/][0-9][0-9][-/][0-9][0-9]"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
_ZONE = r"Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?"
SHAPE = f"{_DAY}([T ]{_CLOCK}({_ZONE})?)?"
WHOLE = 10  # letters of a date without a time


def is_date(given: object) -> bool:
    """Whether a text of a rule is a date or an instant."""
    return isinstance(given, str) and re.fullmatch(SHAPE, given) is not None and _day(given) is not None


def shown(text: str) -> str:
    """For sentences: as the reader writes dates, with the zone that was given."""
    day = _day(text)
    if day is None or len(text) == WHOLE:
        return formats.date_format(day, "DATE_FORMAT") if day else text
    clock, zone = re.fullmatch(f"({_CLOCK})({_ZONE})?", text[WHOLE + 1 :]).group(1, 5)  # type: ignore[union-attr]
    at = datetime.combine(day, datetime.strptime(clock[:5], "%H:%M").time())  # noqa: DTZ007 - shown as it was given
    words = {"time": formats.date_format(at, "DATETIME_FORMAT"), "zone": {"Z": "UTC"}.get(zone, zone)}
    return _("%(time)s (%(zone)s)") % words if zone else words["time"]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:WHOLE].replace("/", "-"))
    except ValueError:
        return None
