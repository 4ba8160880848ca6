"""LINE's limits and prices: `limits.toml`, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec


class Rate(msgspec.Struct, frozen=True):
    """So many requests in so many seconds, refilled gradually."""

    amount: int
    per_s: int


@cache
def limits() -> Mapping[str, Any]:
    """Everything, by the names in the file: `limits()["request"]["multicast_users"]`."""
    with (Path(__file__).parent / "limits.toml").open("rb") as file:
        return tomllib.load(file)


def rate_of(endpoint: str) -> Rate:
    """How often an account may call an endpoint, given as "POST /v2/bot/message/push": its parameters do not count."""
    kind = limits()["classes"].get(_template(endpoint.partition("?")[0]), "Z")
    return Rate(**limits()["rates"][kind])


@cache
def _template(endpoint: str) -> str:
    """The name under which its class stands: where a part of the path is a parameter, with `*` there."""
    known = limits()["classes"]
    if endpoint in known:
        return endpoint
    parts = endpoint.split("/")
    fitting = (name for name in known if "*" in name and _fits(parts, name.split("/")))
    return next(fitting, endpoint)


def _fits(parts: list[str], pattern: list[str]) -> bool:
    return len(parts) == len(pattern) and all(other in ("*", part) for part, other in zip(parts, pattern, strict=True))
