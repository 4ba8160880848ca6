"""Reading a webhook's JSON, also where it is odd: what LINE has signed shall not be lost."""

import json
from typing import Any

import msgspec


class Unreadable(Exception):
    """The body was signed, but it is no JSON object."""


def events_in(body: bytes) -> list[Any]:
    """LINE's events, as they came; none where its console only knocks. Raises Unreadable."""
    try:
        given = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        given = _slowly(body)
    if not isinstance(given, dict):
        raise Unreadable
    events = given.get("events")
    return events if isinstance(events, list) else []


def _slowly(body: bytes) -> Any:
    """With half a pair of surrogates in it, for one: Python reads that, nobody else does."""
    try:
        return _whole(json.loads(body))
    except (ValueError, RecursionError) as problem:
        raise Unreadable from problem


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in value.items()}
    return value
