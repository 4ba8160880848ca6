"""Write keys and the sources they stand for, kept in memory and looked at again every few seconds."""

import asyncio

from polku.kit import clock
from polku.kit.sql import Raw

FRESH_S = 5.0
ASK_AGAIN_S = 1.0  # at most so often for unknown keys

# The keys that open the intake. A handful of rows.
KEYS = "SELECT write_key, id FROM polku_source WHERE ended_at IS NULL"


class Keys:
    """`source_of` from the event loop."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._sources: dict[str, int] = {}
        self._looked = -FRESH_S
        self._lock = asyncio.Lock()

    async def source_of(self, key: str) -> int | None:
        """The source that a write key stands for; None for a key that opens nothing."""
        age_s = clock.monotonic() - self._looked
        if age_s > FRESH_S or (key not in self._sources and age_s > ASK_AGAIN_S):
            async with self._lock:
                if clock.monotonic() - self._looked >= min(age_s, ASK_AGAIN_S):
                    self._sources = await asyncio.to_thread(self._read)
                    self._looked = clock.monotonic()
        return self._sources.get(key)

    def _read(self) -> dict[str, int]:
        raw = Raw(self._url)
        try:
            return dict(raw.execute(KEYS).fetchall())
        finally:
            raw.close()
