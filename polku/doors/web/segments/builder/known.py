"""What the pickers are filled from: what was really received, and what the team has made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from polku.know.segments.models import Segment


@dataclass(frozen=True)
class Option:
    """`words`: what is shown; `more`: how often, beside it."""

    value: str
    words: str
    more: str = ""


class Known:
    """Asked once a page, for each list at most once."""

    def __init__(self) -> None:
        self.of: Callable[[str], list[Option]] = lru_cache(maxsize=None)(_options)


def _options(key: str) -> list[Option]:
    subject, _colon, rest = key.partition(":")
    look: dict[str, Callable[[str], list[Option]]] = {"segments": _segments}
    return look[subject](rest) if subject in look else []


def _segments(_rest: str) -> list[Option]:
    rows: Any = Segment.objects.order_by("name", "pk").values_list("pk", "name")
    return [Option(str(number), name) for number, name in rows]
