"""One line of a card. LINE takes no empty texts, so what is empty for somebody becomes an empty box."""

from collections.abc import Sequence
from typing import Any

import msgspec

from polku.say.channels.line.content.holes import ThroughUs, encode

NOTHING = {"type": "box", "layout": "vertical", "contents": []}


class Line(msgspec.Struct, frozen=True):
    number: int
    look: dict[str, Any]

    @property
    def numbers(self) -> Sequence[int]:
        return (self.number,)

    def json(self, values: Sequence[str], _through_us: ThroughUs, /) -> bytes:
        text = " ".join(values[self.number].split())
        return encode({"type": "text", "text": text, "wrap": True, **self.look} if text else NOTHING)
