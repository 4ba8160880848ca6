"""What countries are known to keep quiet: `national.toml`, read once. Offered, never taken by itself."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from polku.say.limits.quiet import Hours, minutes_of


class National(msgspec.Struct, frozen=True):
    """`covers` and `days`: what the source speaks of, and what it keeps free besides, which quiet hours cannot."""

    code: str
    begins: str
    ends: str
    kind: Literal["law", "operators", "custom"]
    covers: Sequence[Literal["all", "electronic", "texts", "calls"]]
    days: Sequence[Literal["saturdays", "sundays", "holidays"]]
    source: str

    @property
    def hours(self) -> Hours:
        begins, ends = minutes_of(self.begins), minutes_of(self.ends)
        assert begins is not None
        assert ends is not None
        return Hours(begins, ends)


class _File(msgspec.Struct, frozen=True):
    checked: date
    country: Sequence[National]


@cache
def _read() -> _File:
    with (Path(__file__).parent / "national.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), _File)


def national() -> Sequence[National]:
    """By code."""
    return _read().country


def checked_on() -> date:
    return _read().checked
