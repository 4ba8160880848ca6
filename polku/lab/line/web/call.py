"""One request, and one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import msgspec

from polku.lab.line.account import Account
from polku.lab.line.world import World

JSON = b"application/json"
WHOLE_DIGITS = 18  # more is past what 64 bits hold


class Call:
    """`account`: whose token it carries, once the gate has looked. `json`: the body, once it has been checked."""

    def __init__(self, world: World, scope: Mapping[str, Any], params: dict[str, str], body: bytes) -> None:
        self.world = world
        self.scope = scope
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.params = params
        self.body = body
        self.account: Account = world.accounts[0]
        self.request_id = ""
        self.retry_key = ""
        self.json: Any = None
        self.notes: list[str] = []  # what the log says beside the answer
        self.is_red = False  # LINE would refuse it, or a program should not ask so

    def header(self, name: bytes) -> str:
        for key, value in self.scope["headers"]:
            if key == name:
                return str(value.decode("latin-1"))
        return ""

    @cached_property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(self.scope["query_string"].decode(), keep_blank_values=True)

    def asked(self, name: str, otherwise: str = "") -> str:
        return self.query.get(name, [otherwise])[0]

    def whole(self, name: str, otherwise: int) -> int:
        """A whole number of the query, none below 0; raises Refused."""
        given = self.asked(name) or str(otherwise)
        if not (given.isascii() and given.isdecimal() and len(given) <= WHOLE_DIGITS):
            raise Refused(400, f"{name} must be a whole number")
        return int(given)

    @cached_property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def read(self) -> Any:
        """The body as JSON; raises Refused where it is none."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise Refused(400, "The request body could not be parsed as JSON") from problem


@dataclass(slots=True)
class Answer:
    status: int = 200
    body: bytes = b"{}"
    media_type: bytes = JSON
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)


class Refused(Exception):
    """The request is refused; the answer says why."""

    def __init__(self, status: int, message: str, details: list[dict[str, str]] | None = None, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.said: dict[str, Any] = {"message": message} | ({"details": details} if details else {}) | more
        self.headers: list[tuple[bytes, bytes]] = []

    def sentence(self) -> str:
        """For the log."""
        details = "; ".join(f"{one['property']}: {one['message']}" for one in self.said.get("details", ()))
        said = self.said.get("message") or self.said.get("error_description", "")
        return f"{said} ({details})" if details else str(said)


def told(value: Any, status: int = 200) -> Answer:
    return Answer(status, msgspec.json.encode(value))


def page(html: str, status: int = 200) -> Answer:
    return Answer(status, html.encode(), b"text/html; charset=utf-8")
