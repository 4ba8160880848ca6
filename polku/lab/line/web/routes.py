"""The table of addresses: methods and paths with `{names}`, and who answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from polku.lab.line.web.call import Answer, Call

Handler = Callable[[Call], Answer | Awaitable[Answer]]
Raw = Callable[[Any, Any, Any, dict[str, str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Route:
    """`answers` speaks HTTP of its own where `is_raw`. `gate`: what LINE checks first; None for the lab's own pages."""

    method: str
    template: str
    answers: Any
    is_raw: bool = False
    gate: Any = None


class Routes:
    def __init__(self) -> None:
        self.all: list[Route] = []
        self._plain: dict[tuple[str, str], Route] = {}
        self._by_parts: dict[tuple[str, int], list[tuple[list[str], Route]]] = {}

    def add(self, method: str, template: str, handler: Handler) -> None:
        self.put(Route(method, template, handler))

    def add_raw(self, method: str, template: str, handler: Raw) -> None:
        """`handler(scope, receive, send, params)`: for streams and whatever else is not one answer."""
        self.put(Route(method, template, handler, is_raw=True))

    def put(self, route: Route) -> None:
        """A template's last part may be `{name:path}`: whatever follows."""
        self.all.append(route)
        if "{" not in route.template:
            self._plain[route.method, route.template] = route
            return
        parts = route.template.split("/")
        count = -1 if parts[-1].endswith(":path}") else len(parts)
        self._by_parts.setdefault((route.method, count), []).append((parts, route))

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        if route := self._plain.get((method, path)):
            return route, {}
        given = path.split("/")
        for count in (len(given), -1):
            for parts, route in self._by_parts.get((method, count), ()):
                if (params := _match(parts, given)) is not None:
                    return route, params
        return None

    def methods(self, path: str) -> list[str]:
        """With which methods there is something at this address."""
        return [method for method in ("GET", "POST", "PUT", "DELETE") if self.find(method, path)]


def _match(parts: list[str], given: list[str]) -> dict[str, str] | None:
    if parts[-1].endswith(":path}") and len(given) >= len(parts):
        rest = "/".join(given[len(parts) - 1 :])
        found = _match(parts[:-1], given[: len(parts) - 1])
        return None if found is None else found | {parts[-1][1:-6]: rest}
    params = {}
    for part, value in zip(parts, given, strict=True):
        if part[:1] == "{":
            if not value:
                return None
            params[part[1:-1]] = value
        elif part != value:
            return None
    return params
