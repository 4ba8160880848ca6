"""`{key}` within a text stands for an emoji or a mention. Read before anybody's facts are there, outside of tags."""

import re
from collections.abc import Callable, Container

LIQUID = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
PLACEHOLDER = re.compile(r"\{([0-9A-Za-z_]{1,20})\}")


def placed(text: str, keys: Container[str], stand: Callable[[str], str]) -> str:
    """The text with `stand(key)` where a known key stands; all other braces stay as they are."""

    def one(found: re.Match[str]) -> str:
        return stand(found[1]) if found[1] in keys else found[0]

    parts = LIQUID.split(text)
    return "".join(part if nth % 2 else PLACEHOLDER.sub(one, part) for nth, part in enumerate(parts))


def keys_in(text: str, keys: Container[str]) -> list[str]:
    """The known keys that stand in the text, in order, as often as they do."""
    found: list[str] = []

    def noted(key: str) -> str:
        found.append(key)
        return ""

    placed(text, keys, noted)
    return found
