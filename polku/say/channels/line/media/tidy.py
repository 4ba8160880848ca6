"""Files that no row knows any more: of a process that was killed between writing one and saying so."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path

from polku.kit import clock
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.media import files

YOUNG_MS = clock.DAY_MS  # may still be told of


class Tidy:
    """One of 256 folders a tick, so that looking through all of them takes a few hours and nobody notices."""

    def __init__(self) -> None:
        self._folders: Iterator[str] = cycle(f"{number:02x}" for number in range(256))

    def tick(self, now: datetime) -> int:
        folder = files.folder() / next(self._folders)
        old_ms = clock.to_ms(now) - YOUNG_MS
        old = [path for path in folder.glob("*") if path.stat().st_mtime_ns // 1_000_000 < old_ms]
        known = set(LineMedia.objects.filter(name__in=[path.name for path in old]).values_list("name", flat=True))
        return sum(_remove(path) for path in old if path.name not in known)


def _remove(path: Path) -> int:
    path.unlink(missing_ok=True)
    return 1
