"""A message in one line, as a list of chats shows it."""

from typing import Any


def snippet(message: dict[str, Any]) -> str:
    kind = str(message.get("type", ""))
    text = message.get("text") or message.get("altText") or message.get("title")
    return str(text) if text else f"[{kind}]"
