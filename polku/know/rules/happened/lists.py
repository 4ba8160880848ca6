"""Conditions of one `where` that are about the same element of a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from polku.know.rules.happened.paths import Path
from polku.know.rules.operators.claim import Claim


@dataclass(frozen=True)
class Where:
    """What must hold at a path."""

    path: Path
    claim: Claim


class List(NamedTuple):
    """A list that conditions begin with, within those before it. `of_values`: its elements themselves are meant."""

    column: str
    keys: tuple[str, ...]
    of_values: bool


def by_list(where: Sequence[Where], level: int) -> Iterator[tuple[List | None, Sequence[Where]]]:
    """Conditions within `level` lists, by the next one. None: they go through no other."""
    for key, same in groupby(
        sorted(where, key=lambda each: _key(each.path, level)), lambda each: _key(each.path, level)
    ):
        yield (List(*key) if key else None), list(same)


def _key(path: Path, level: int) -> tuple[str, tuple[str, ...], bool] | tuple[()]:
    return () if path.lists == level else (path.column, path.parts[level], path.parts[level + 1] == ())
