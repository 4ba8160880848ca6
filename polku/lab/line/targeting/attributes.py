"""What LINE believes of people: gender, age, phone, area, how long they have been friends. Of some it knows nothing."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polku.lab.line.account import Account
from polku.lab.line.world import World

AGES = tuple(f"age_{years}" for years in range(15, 75, 5))
GENDERS, APPS = ("male", "female"), ("ios", "android")
AREAS = tuple(f"jp_{number:02}" for number in range(1, 48))
DAY_MS = 24 * 3_600_000
UNKNOWN = -1
SHARE_UNKNOWN = 0.08
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Codes = np.ndarray[tuple[int], np.dtype[np.int16]]


@dataclass
class Added:
    """One account's: who became a friend while the lab ran, and when."""

    at_ms: dict[int, int] = field(default_factory=dict)


class Attributes:
    """The same seed gives the same; drawn again when there are more people. `days`: friends before the lab began."""

    def __init__(self) -> None:
        self.people = 0
        self.codes: dict[str, Codes] = {}

    def drawn(self, world: World) -> dict[str, Codes]:
        if self.people != world.people:
            dice = np.random.default_rng([world.seed, 7])
            sizes = {"gender": len(GENDERS), "age": len(AGES), "appType": len(APPS), "area": len(AREAS), "days": 720}
            self.codes = {}
            for name, size in sizes.items():
                drawn = (dice.beta(1.5, 2.5, world.people) * size).astype(np.int16)
                if name != "days":
                    drawn[dice.random(world.people) < SHARE_UNKNOWN] = UNKNOWN
                self.codes[name] = drawn
            self.people = world.people
        return self.codes


def matches(world: World, account: Account, wanted: dict[str, Any]) -> Mask:
    """Whom a demographic filter finds, for each of the people. Who is unknown is found by none, also by `not`."""
    kind = wanted["type"]
    codes = world.shelf(Attributes).drawn(world)
    if kind == "operator":
        return _combined(world, account, wanted)
    if kind == "age":
        return _between(codes["age"], AGES, wanted)
    if kind == "subscriptionPeriod":
        return _between_days(world, account, codes["days"], wanted)
    names = {"gender": GENDERS, "appType": APPS, "area": AREAS}[kind]
    chosen = [names.index(one) for one in wanted["oneOf"] if one in names]
    return np.isin(codes[kind], chosen)


def _combined(world: World, account: Account, wanted: dict[str, Any]) -> Mask:
    if wanted.get("not"):
        known: Mask = np.ones(world.people, dtype=bool)
        for name in {one["type"] for one in _leaves(wanted["not"])} & {"gender", "age", "appType", "area"}:
            known &= world.shelf(Attributes).drawn(world)[name] != UNKNOWN
        return known & ~matches(world, account, wanted["not"])
    parts = [matches(world, account, one) for one in wanted.get("and") or wanted.get("or") or []]
    made: Mask = (np.logical_and if wanted.get("and") else np.logical_or).reduce(parts)
    return made


def _leaves(wanted: dict[str, Any]) -> list[dict[str, Any]]:
    if wanted["type"] != "operator":
        return [wanted]
    inner = [*(wanted.get("and") or ()), *(wanted.get("or") or ()), *([wanted["not"]] if wanted.get("not") else ())]
    return [leaf for one in inner for leaf in _leaves(one)]


def _between(codes: Codes, names: tuple[str, ...], wanted: dict[str, Any]) -> Mask:
    found: Mask = codes != UNKNOWN
    if wanted.get("gte"):
        found &= codes >= names.index(wanted["gte"])
    if wanted.get("lt"):
        found &= codes < names.index(wanted["lt"])
    return found


def _between_days(world: World, account: Account, days: Codes, wanted: dict[str, Any]) -> Mask:
    since = days.astype(np.int64)
    for number, at_ms in account.shelf(Added).at_ms.items():
        since[number] = (world.clock.now_ms() - at_ms) // DAY_MS
    found: Mask = np.ones(len(since), dtype=bool)
    if wanted.get("gte"):
        found &= since >= int(wanted["gte"].removeprefix("day_"))
    if wanted.get("lt"):
        found &= since < int(wanted["lt"].removeprefix("day_"))
    return found
