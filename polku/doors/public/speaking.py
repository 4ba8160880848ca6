"""The words and the clock of a customer's page."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone, translation

from polku.know.teams.begin import the_team


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """In a customer's language, and in the zone of the shop."""
    with translation.override(language), timezone.override(_zone(the_team().time_zone)):
        yield


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
