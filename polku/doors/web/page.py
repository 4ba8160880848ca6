"""One page: its address, what answers there, and the right that it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from polku.doors.web.entrance import opened
from polku.know.teams.rights import Right


@dataclass(frozen=True)
class Page:
    permission: Right | Literal["anyone", "member"]
    address: str
    view: Callable[..., HttpResponseBase]
    name: str
    also: Right | None = None  # a second right that it takes

    def pattern(self) -> URLPattern:
        pattern: Any = path(self.address, opened(self.view, to=self.permission, also=self.also), name=self.name)
        return pattern  # type: ignore[no-any-return]
