"""Which clock is a person's: their own time zone where they have told one, else their country's, else the team's."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

# The first of these traits that names a zone which exists is a person's zone.
TRAITS = ("timezone", "time_zone")
COUNTRIES = (("country",), ("address", "country"))  # where a country of two letters may stand
FILE = Path(__file__).with_name("zones.txt")


def zone_of(traits: Mapping[str, Any], *, team: str) -> ZoneInfo:
    """Of one person. `team`: the zone of whoever has none of their own."""
    named = (by_name().get(str(traits.get(trait) or "").strip().lower()) for trait in TRAITS)
    country = (by_country().get(str(_at(traits, path) or "").strip().upper()) for path in COUNTRIES)
    return ZoneInfo(next((name for name in (*named, *country) if name), None) or team)


@cache
def by_name() -> dict[str, str]:
    """Every zone by its name in small letters: people's devices do not all write it alike."""
    return {name.lower(): name for name in available_timezones()}


@cache
def by_country() -> dict[str, str]:
    """The zone of each country that has only one."""
    lines = (line.split() for line in FILE.read_text().splitlines() if not line.startswith("#"))
    return {code: name for code, name in lines}  # noqa: C416 - each line has two words


def _at(traits: Mapping[str, Any], path: tuple[str, ...]) -> object:
    found: object = traits
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
