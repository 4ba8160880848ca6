"""Every text of a chat, with the place where it stands as people count: "blocks.2.actions.1.label"."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from polku.say.content.chat.blocks import Chat

RULES = frozenset(("only_if",))
# Not for people's facts: which picture, how it looks, what something is called by the platform.
FIXED = RULES | frozenset(
    "src preview icon background look align aspect fit mode input_option accent language tracking_id tag"
    " package_id sticker_id product_id emoji_id coupon_id alias source keys category".split()
)


def texts(chat: Chat) -> Iterator[tuple[str, str]]:
    """(place, text) of all that may hold merge fields, empty ones too."""
    return _within("", chat, FIXED)


def strings(chat: Chat) -> Iterator[tuple[str, str]]:
    """The same of all that is written with letters."""
    return _within("", chat, RULES)


def _within(place: str, value: Any, left_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in left_out:
                yield from _within(_joined(place, name), getattr(value, name), left_out)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _within(_joined(place, str(key)), inner, left_out)
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value, start=1):
            yield from _within(_joined(place, str(number)), inner, left_out)


def _joined(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
