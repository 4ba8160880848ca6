"""LINE's own OpenAPI files, read as they are: whether a request that polku makes is one that they describe.

The lab checks requests as well, by a schema that was made of these files for it; what is here knows nothing of the lab.
Unknown fields are faults too: LINE would drop them in silence, or refuse them tomorrow.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import jsonschema_rs

from tests.official_line_schema import FILES, Json, read, validator, wrong_with

DATA_HOST = "https://api-data.line.me"
METHODS = ("get", "post", "put", "delete")


@dataclass
class Heard:
    """Every request to one stand-in for LINE. `others`: beginnings of paths that are no interface of LINE's."""

    others: tuple[str, ...] = ()
    wrong: list[str] = field(default_factory=list)

    def hear(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, *, is_data: bool | None = None
    ) -> None:
        """`headers`: names in lower case. `is_data`: whether the host for data was asked; None where there is one."""
        if FILES.exists() and not target.startswith(self.others or ("\0",)):
            self.wrong += faults(method, target, headers, body, is_data=is_data)

    def listening(self, app: Any) -> Any:
        """The same ASGI application; what it is asked is heard."""

        async def listens(scope: Json, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            parts: list[bytes] = []

            async def receives() -> Any:
                message = await receive()
                parts.append(message.get("body", b""))
                if message["type"] == "http.request" and not message.get("more_body"):
                    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
                    query = scope["query_string"].decode()
                    target = scope["raw_path"].decode() + (f"?{query}" if query else "")
                    self.hear(scope["method"], target, headers, b"".join(parts))
                return message

            await app(scope, receives, send)

        return listens

    def tell(self) -> None:
        """Raises AssertionError for what LINE's files do not describe."""
        assert self.wrong == [], "not as LINE's OpenAPI files have it"


seen: Counter[str] = Counter()  # "POST /v2/bot/message/push", by all that were heard in this process


def faults(
    method: str, target: str, headers: Mapping[str, str], body: bytes, *, is_data: bool | None = None
) -> list[str]:
    """What is wrong with a request, one sentence each; it is counted as seen."""
    path, _, query = target.partition("?")
    asked = f"{method} {path}"
    found = operation(method, path)
    if found is None:
        return [f"{asked}: there is no such operation"]
    seen[found.name] += 1
    made = list(_host_and_token(found, headers, is_data))
    made += _query(found, query)
    made += _headers(found, headers)
    made += _body(found, headers.get("content-type", ""), body)
    return [f"{asked}: {one}" for one in made]


@dataclass(frozen=True)
class Operation:
    file: str
    method: str
    template: str
    given: Json
    has_token: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"

    def parameters(self, place: str) -> dict[str, Json]:
        return {one["name"].lower(): one for one in self.given.get("parameters", []) if one["in"] == place}


def operation(method: str, path: str) -> Operation | None:
    """A path without parameters is preferred, as the OpenAPI standard has it."""
    for way, one in operations():
        if one.method == method and way.fullmatch(path):
            return one
    return None


@cache
def operations() -> list[tuple[re.Pattern[str], Operation]]:
    made = []
    for file in sorted(FILES.glob("*.yml")):
        given = read(file.stem)
        if file.stem == "webhook":  # its one path is ours
            continue
        for template, methods in given["paths"].items():
            way = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)))
            for method in METHODS:
                if method in methods:
                    has_token = bool(methods[method].get("security", given.get("security")))
                    made.append((way, Operation(file.stem, method.upper(), template, methods[method], has_token)))
    return sorted(made, key=lambda pair: pair[1].template.count("{"))


def _host_and_token(found: Operation, headers: Mapping[str, str], is_data: bool | None) -> Iterator[str]:
    of_data = [one["url"] for one in found.given.get("servers", [])] == [DATA_HOST]
    if is_data is not None and is_data is not of_data:
        yield f"asked of the wrong host, it is {'one' if of_data else 'none'} of data"
    is_given = headers.get("authorization", "").startswith("Bearer ")
    if is_given is not found.has_token:
        yield "no token" if found.has_token else "a token where none is asked for"


def _query(found: Operation, query: str) -> Iterator[str]:
    known = found.parameters("query")
    given = parse_qs(query, keep_blank_values=True)
    yield from (f"unknown parameter {name}" for name in given if name.lower() not in known)
    for name, one in known.items():
        values = given.get(one["name"], [])
        if not values and one.get("required"):
            yield f"no parameter {name}"
        if values:
            kind = one["schema"].get("type")
            value: Any = [_typed(each, one["schema"].get("items", {})) for each in values]
            yield from _errors(one["schema"], value if kind == "array" else _typed(values[0], one["schema"]), name)


def _headers(found: Operation, headers: Mapping[str, str]) -> Iterator[str]:
    known = found.parameters("header")
    for name, one in known.items():
        if name in headers:
            yield from _errors(one["schema"], headers[name], name)
        elif one.get("required"):
            yield f"no header {name}"
    yield from (f"unknown header {name}" for name in headers if name.startswith("x-line-") and name not in known)


def _body(found: Operation, media_type: str, body: bytes) -> Iterator[str]:
    asked = found.given.get("requestBody")
    kind = media_type.partition(";")[0].strip().lower()
    if asked is None:
        if body:
            yield "a body where none is asked for"
        return
    if not body:
        if asked.get("required"):
            yield "no body"
        return
    if kind not in asked["content"] and "*/*" not in asked["content"]:
        yield f"a body of {kind or 'no kind'}"
    elif kind == "application/json":
        try:
            value = json.loads(body.decode())
        except ValueError as problem:
            yield str(problem)
        else:
            yield from wrong_with(validator(found.file, found.template, found.method, kind), value)
    elif kind == "application/x-www-form-urlencoded":
        value = dict(parse_qsl(body.decode(), keep_blank_values=True))
        yield from wrong_with(validator(found.file, found.template, found.method, kind), value)


def _typed(value: str, schema: Json) -> Any:
    if schema.get("type") in ("integer", "number") and re.fullmatch(r"-?\d+", value):
        return int(value)
    if schema.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def _errors(schema: Json, value: Any, name: str) -> Iterator[str]:
    plain = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    yield from (f"{name}: {one.message}" for one in plain.iter_errors(value))
