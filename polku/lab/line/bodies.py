"""What messages said, each text once, the newest as long as there is room."""

from collections import OrderedDict
from hashlib import blake2b
from typing import Any

import msgspec

ROOM_BYTES = 256 * 1_048_576


class Bodies:
    def __init__(self, room_bytes: int = ROOM_BYTES) -> None:
        self.room_bytes = room_bytes
        self.used_bytes = 0
        self._kept: OrderedDict[int, bytes] = OrderedDict()

    def keep(self, messages: list[dict[str, Any]]) -> int:
        """The digest of a list of messages: equal ones have the same. Those used longest ago give way."""
        text = msgspec.json.encode(messages)
        digest = int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)
        if digest in self._kept:
            self._kept.move_to_end(digest)
            return digest
        self._kept[digest] = text
        self.used_bytes += len(text)
        while self.used_bytes > self.room_bytes:
            self.used_bytes -= len(self._kept.popitem(last=False)[1])
        return digest

    def get(self, digest: int) -> list[dict[str, Any]] | None:
        text = self._kept.get(digest)
        return None if text is None else msgspec.json.decode(text)
