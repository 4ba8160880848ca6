"""The clocks of many people at once: one question to the columns."""

from collections.abc import Sequence

from polku.kit import columns
from polku.kit.arrays import Numbers, np
from polku.know.people.zones import COUNTRIES, TRAITS, by_country, by_name

# The place of each person's zone in a list of names, from 1. Whoever has none is left out: the team's is theirs.
OWN_ZONES = """
SELECT id, zone
FROM (SELECT id, toUInt16({zone}) AS zone FROM people FINAL)
WHERE zone != 0
ORDER BY id
"""
ZONES_IN_USE = "SELECT DISTINCT zone FROM (SELECT toUInt16({zone}) AS zone FROM people FINAL) WHERE zone != 0"
TEXT = "trimBoth(ifNull(toString({path}), ''))"
PLACE = "transform({text}, {keys}, {places}, 0)"


def zones_of(people: Numbers, *, team: str) -> tuple[Sequence[str], Numbers]:
    """Names of zones, and for each person which of them is theirs. Shapes: (zones,), (people,). Raises ColumnsError."""
    names = zone_names()
    found = columns.packed(OWN_ZONES.format(zone=zone_sql()), parameters())
    rows = np.frombuffer(found, [("id", "<i8"), ("zone", "<u2")])
    theirs = np.zeros(len(people), np.int64)
    if len(rows) and len(people):
        places = np.searchsorted(rows["id"], people).clip(max=len(rows) - 1)
        is_own = rows["id"][places] == people
        theirs[is_own] = rows["zone"][places[is_own]]
    return [team, *names], theirs


def zones_in_use(*, team: str) -> set[str]:
    """Of everybody, with the team's. Raises ColumnsError."""
    names = zone_names()
    return {team, *(names[zone - 1] for (zone,) in columns.query(ZONES_IN_USE.format(zone=zone_sql()), parameters()))}


def zone_sql() -> str:
    """The place of a row's zone among the names, from 1; 0 without one. Needs `parameters`."""
    named = [PLACE.format(text=f"lower({_text((trait,))})", keys=_NAMES, places=_PLACES) for trait in TRAITS]
    countries = [PLACE.format(text=f"upper({_text(path)})", keys=_CODES, places=_OF_CODES) for path in COUNTRIES]
    tried = [*named, *countries]
    return f"multiIf({', '.join(f'({one}) != 0, {one}' for one in tried)}, 0)"


def parameters() -> dict[str, object]:
    names = zone_names()
    place = {name: number for number, name in enumerate(names, 1)}
    return {
        "zone_names": [name.lower() for name in names],
        "zone_places": list(place.values()),
        "zone_codes": list(by_country()),
        "zone_of_codes": [place[name] for name in by_country().values()],
    }


_NAMES, _PLACES = "{zone_names:Array(String)}", "{zone_places:Array(UInt16)}"
_CODES, _OF_CODES = "{zone_codes:Array(String)}", "{zone_of_codes:Array(UInt16)}"


def zone_names() -> list[str]:
    return sorted(by_name().values())


def _text(path: Sequence[str]) -> str:
    return TEXT.format(path=columns.path("traits", *path))
