"""What is said of a store, checked: from a page and from a program alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from polku.know.people.zones import by_name
from polku.know.places.models import Store
from polku.know.places.opening import Opening
from polku.know.places.problems import PlaceError, WrongHours
from polku.know.places.written import spans_of, texts_of

WEEK = 7
MOST_DAYS = 400
NOTE_LENGTH = 100


@dataclass(frozen=True)
class Said:
    """`week`: a text for each weekday from Monday. `days`: by date its hours and a note."""

    name: str
    time_zone: str
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    week: Sequence[str] = ("",) * WEEK
    days: Mapping[date, tuple[str, str]] = field(default_factory=dict)


def values_of(said: Said) -> dict[str, object]:
    """As the table keeps it. Raises PlaceError."""
    zone = by_name().get(said.time_zone.strip().lower())
    if not said.name.strip():
        raise PlaceError(_("Give it a name."), field="name")
    if zone is None:
        raise PlaceError(_("There is no such time zone."), field="time_zone")
    if (said.latitude is None) != (said.longitude is None):
        raise PlaceError(_("Give both latitude and longitude, or neither."), field="latitude")
    for name, degrees, most in (("latitude", said.latitude, 90), ("longitude", said.longitude, 180)):
        if degrees is not None and not -most <= degrees <= most:
            sentence = _("From −{most} to {most} degrees.").format(most=most)
            raise PlaceError(sentence, field=name)
    if len(said.days) > MOST_DAYS:
        raise PlaceError(_("At most {most} dates.").format(most=MOST_DAYS), field="days")
    return {
        "name": said.name.strip()[:200],
        "address": said.address.strip()[:500],
        "latitude": said.latitude,
        "longitude": said.longitude,
        "time_zone": zone,
        "week": [_hours(text, f"week.{place}") for place, text in enumerate(said.week)],
        "days": {
            day.isoformat(): {"hours": _hours(text, f"days.{day}"), "note": note.strip()[:NOTE_LENGTH]}
            for day, (text, note) in sorted(said.days.items())
        },
    }


def opening_of(store: Store) -> Opening | None:
    """None where its hours are not known."""
    week = tuple(spans_of(",".join(texts)) for texts in store.week)
    if not any(week):
        return None
    days = {date.fromisoformat(day): spans_of(",".join(told["hours"])) for day, told in store.days.items()}
    return Opening(ZoneInfo(store.time_zone), week, days)


def _hours(text: str, place: str) -> list[str]:
    try:
        return texts_of(spans_of(text))
    except WrongHours as problem:
        raise PlaceError(str(problem), field=place) from problem
