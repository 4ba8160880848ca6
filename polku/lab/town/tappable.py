"""What of a message can be tapped: the actions in it, and the links in its text."""

import re
from collections.abc import Iterator
from typing import Any

LINK = re.compile(r"https?://[^\s<>\"'（）「」、。]+")
KINDS = frozenset(("uri", "postback", "message", "datetimepicker"))
AGREED = "2026-12-24"  # what a date picker is set to, where it has no date of its own


def tappable(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Actions as LINE has them, in the order in which one reads; addresses first, for that is what most are after."""
    found = [action for message in messages for action in _within(message)]
    return sorted(found, key=lambda action: action["type"] != "uri")


def _within(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for one in part:
            yield from _within(one)
    elif isinstance(part, dict):
        if action := _action(part):
            yield action
            return
        if part.get("type") in ("text", "textV2") and isinstance(part.get("text"), str):
            yield from ({"type": "uri", "uri": address} for address in LINK.findall(part["text"]))
        for one in part.values():
            if isinstance(one, dict | list):
                yield from _within(one)


def _action(part: dict[str, Any]) -> dict[str, Any] | None:
    """An action that a finger can do. Pictures with areas call an address `linkUri`."""
    kind = part.get("type")
    if kind not in KINDS:
        return None
    if kind == "uri" and (address := part.get("uri") or part.get("linkUri")):
        return {"type": "uri", "uri": str(address)}
    needs = {"postback": "data", "datetimepicker": "data", "message": "text"}.get(str(kind), "uri")
    return part if isinstance(part.get(needs), str) else None
