"""By what LINE guesses of people a narrowcast can choose: gender, age, area, phone, how long they have been friends."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from polku.say.channels.line.limits import limits

# Of a row's `traits`: lists of LINE's words; of ages and periods [at least, below], either may be "".
SEVERAL = {"genders": "gender", "apps": "appType", "areas": "area"}
BETWEEN = {"ages": "age", "periods": "subscriptionPeriod"}


@cache
def areas() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """{country: {LINE's code: {language: name}}}, in the order in which they are shown."""
    with (Path(__file__).parent / "areas.toml").open("rb") as file:
        found = tomllib.load(file)
    return {country: names for country, names in found.items() if isinstance(names, dict)}


def choices(name: str) -> Sequence[str]:
    """What LINE knows of this kind: `name` is a key of SEVERAL or BETWEEN."""
    if name == "areas":
        return [code for names in areas().values() for code in names]
    found: Sequence[str] = limits()["narrowcast"][name]
    return found


def cleaned(given: Mapping[str, Any]) -> dict[str, list[str]]:
    """What LINE knows of it, in its order; what chooses nobody out is left away."""
    found: dict[str, list[str]] = {}
    for name in SEVERAL:
        known = choices(name)
        chosen = [one for one in known if one in (given.get(name) or ())]
        if chosen and len(chosen) < len(known):
            found[name] = chosen
    for name in BETWEEN:
        chosen = [one if one in choices(name) else "" for one in (*(given.get(name) or ()), "", "")[:2]]
        if any(chosen):
            found[name] = chosen
    return found


def is_impossible(traits: Mapping[str, Sequence[str]]) -> str:
    """The name of what nobody can be, such as at least 40 and below 20; "" where there is none."""
    for name in BETWEEN:
        least, below = traits.get(name) or ("", "")
        known = list(choices(name))
        if least and below and known.index(least) >= known.index(below):
            return name
    return ""


def filtered(traits: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    """LINE's `filter.demographic`; None where everybody is meant."""
    parts: list[dict[str, Any]] = [
        {"type": kind, "oneOf": list(traits[name])} for name, kind in SEVERAL.items() if traits.get(name)
    ]
    for name, kind in BETWEEN.items():
        least, below = traits.get(name) or ("", "")
        bounds = {"gte": least} if least else {}
        bounds |= {"lt": below} if below else {}
        if bounds:
            parts.append({"type": kind, **bounds})
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"type": "operator", "and": parts}
