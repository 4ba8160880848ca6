"""LINE's accounts kept in memory, and looked at again every few seconds."""

import asyncio

from django.db import connection

from polku.doors.ingest.keys import ASK_AGAIN_S, FRESH_S
from polku.kit import clock
from polku.kit.sql import Raw
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.inbox.accounts import Hook, hooks


class Hooks:
    """`of` and `source` from the event loop."""

    def __init__(self, url: str, *, key: str) -> None:
        self._url = url
        self._key = key
        self._hooks: dict[str, Hook] = {}
        self._source: int | None = None
        self._looked = -FRESH_S
        self._lock = asyncio.Lock()

    async def of(self, name: str) -> Hook | None:
        """The account of that name; None where there is none, or it has ended."""
        age_s = clock.monotonic() - self._looked
        if age_s > FRESH_S or (name not in self._hooks and age_s > ASK_AGAIN_S):
            async with self._lock:
                if clock.monotonic() - self._looked >= min(age_s, ASK_AGAIN_S):
                    self._hooks = await asyncio.to_thread(self._read)
                    self._looked = clock.monotonic()
        return self._hooks.get(name)

    async def source(self) -> int:
        """Under which LINE's events stand in the log: one for all accounts, for they name theirs."""
        if self._source is None:
            async with self._lock:
                self._source = await asyncio.to_thread(_source)
        return self._source

    def _read(self) -> dict[str, Hook]:
        raw = Raw(self._url)
        try:
            return hooks(raw, key=self._key)
        finally:
            raw.close()


def _source() -> int:
    """Once in the life of this process: the thread's connection is not kept."""
    try:
        return source_of("line", name="LINE")
    finally:
        connection.close()
