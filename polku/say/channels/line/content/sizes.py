"""How large a Flex Message has become once it is filled in: a card 30 KB, a carousel 50 KB at the most."""

from typing import Any

import msgspec

from polku.say.channels.line.content.bounds import most
from polku.say.channels.line.content.flex import too_large
from polku.say.content.problem import BrokenTemplate, Problem


def check_sizes(made: bytes) -> None:
    """Of a whole array of messages. Raises BrokenTemplate."""
    if len(made) <= most("flex", "bubble_bytes"):
        return
    messages: list[dict[str, Any]] = msgspec.json.decode(made)
    for message in messages:
        contents = message.get("contents")
        if message.get("type") == "flex" and isinstance(contents, dict):
            bubbles = contents.get("contents", []) if contents.get("type") == "carousel" else [contents]
            sentence = too_large(contents, _bytes(contents), [_bytes(one) for one in bubbles])
            if sentence:
                raise BrokenTemplate(Problem(sentence, field="blocks"))


def _bytes(value: object) -> int:
    return len(msgspec.json.encode(value))
