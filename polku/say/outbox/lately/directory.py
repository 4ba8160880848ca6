"""Where packed messages of the last weeks are: the ranges of blocks, which never change, at hand in each process."""

from threading import Lock
from typing import Any

import msgspec

from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.kit.sql import Cursor
from polku.say.limits.terms import LONGEST_HOURS
from polku.say.outbox.lately import sql

ANEW_MS = 6 * clock.HOUR_MS  # then what is long over is left out


class Directory(msgspec.Struct, frozen=True):
    """Blocks by number, ascending: from whom to whom each goes, and which of `senders` it belongs to."""

    newest: int
    read_ms: int
    number: Numbers
    first: Numbers
    last: Numbers
    sender: Numbers
    senders: tuple[tuple[str, str], ...]  # cause, channel

    def around(self, names: Numbers) -> "Directory":
        """The blocks in whose range at least one of these identities lies. `names` ascend."""
        begins, ends = np.searchsorted(names, self.first), np.searchsorted(names, self.last, "right")
        return self.only(begins < ends)

    def only(self, chosen: Any) -> "Directory":
        arrays = {name: getattr(self, name)[chosen] for name in ("number", "first", "last", "sender")}
        return msgspec.structs.replace(self, **arrays)


_lock = Lock()
_known: Directory | None = None


def directory(cursor: Cursor, *, now_ms: int) -> Directory:
    """As of now, with whatever has been asked for until now."""
    global _known
    with _lock:
        known = _known
    cursor.execute(sql.NEWEST)
    row = cursor.fetchone()
    newest = int(row[0]) if row else 0
    if known is None or newest < known.newest or not 0 <= now_ms - known.read_ms < ANEW_MS:
        since_ms = now_ms - (LONGEST_HOURS + 24) * clock.HOUR_MS
        cursor.execute(sql.RECENT, [newest, since_ms])
        known = _with(_empty(now_ms), cursor.fetchall(), newest)
    elif newest > known.newest:
        cursor.execute(sql.NEWER, [known.newest])
        rows = cursor.fetchall()
        known = _with(known, rows, max(int(row[0]) for row in rows))
    else:
        return known
    with _lock:
        _known = known
    return known


def forget() -> None:
    """For tests: another database."""
    global _known
    with _lock:
        _known = None


def _empty(now_ms: int) -> Directory:
    none = np.zeros(0, np.int64)
    return Directory(0, now_ms, none, none, none, none, ())


def _with(known: Directory, rows: list[tuple[Any, ...]], newest: int) -> Directory:
    senders = dict(zip(known.senders, range(len(known.senders)), strict=True))
    fresh = [
        (number, first, last, senders.setdefault((cause, channel), len(senders)))
        for number, cause, channel, first, last in sorted(rows)
    ]
    added = np.array(fresh, np.int64).reshape(-1, 4)
    return Directory(
        newest,
        known.read_ms,
        np.concatenate((known.number, added[:, 0])),
        np.concatenate((known.first, added[:, 1])),
        np.concatenate((known.last, added[:, 2])),
        np.concatenate((known.sender, added[:, 3])),
        tuple(senders),
    )
