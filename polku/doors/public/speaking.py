"""The words and the clock of a customer's page."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone, translation

from polku.kit.regions import as_written_in
from polku.know.teams.begin import the_team


@contextmanager
def speaking(language: str, *, wanted: str = "") -> Iterator[None]:
    """In a customer's language, and in the zone of the shop. `wanted`: in whose way English has days and numbers."""
    zone, other = _zone(the_team().time_zone), wanted if language == "en" else ""
    with translation.override(language), as_written_in(other), timezone.override(zone):
        yield


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
