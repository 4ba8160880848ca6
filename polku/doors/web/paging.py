"""Lists page by page, along a key: "load more" begins after the last row shown, however long the list is."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

T = TypeVar("T")
ROWS = 50


@dataclass(frozen=True)
class Pageful(Generic[T]):
    rows: list[T]
    more: str  # the address of the rest, "" at the end


def pageful(rows: list[T], *, request: HttpRequest, before: str, size: int = ROWS) -> Pageful[T]:
    """`rows`: one more than fits, if there is more. `before`: the key of the last row that fits."""
    if len(rows) <= size:
        return Pageful(rows, "")
    return Pageful(rows[:size], f"{request.path}?{urlencode(kept(request) | {'before': before})}")


def kept(request: HttpRequest) -> dict[str, str]:
    """The filters of the page as asked for, without its place in the list."""
    return {name: str(value) for name, value in request.GET.items() if value and name not in ("before", "after")}


def whole_number(text: str | None) -> int | None:
    """A key from an address; None for what is none."""
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 19 else None
