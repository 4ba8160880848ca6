"""When a channel rests, and for how long."""

from collections.abc import Sequence
from zlib import crc32

from polku.kit import clock
from polku.kit.jitter import jittered
from polku.say.channels.channel import Failed, Outcome, Sent, Unknown

LAST, FAILED = 30, 20  # of the last so many letters at least so many
WITHIN_MS = 2 * clock.MINUTE_MS  # what was told longer ago counts no more
TRIAL = 10  # letters
FIRST_MS, MOST_MS = 30 * clock.SECOND_MS, 30 * clock.MINUTE_MS


def marks(outcomes: Sequence[Outcome]) -> str:
    """A mark for each letter that counts, in their order: x failed for a passing reason, o went."""
    return "".join([mark for mark in map(_mark, outcomes) if mark])


def latest(before: str, new: str) -> str:
    return (before + new)[-LAST:]


def fails_steadily(recent: str) -> bool:
    return recent.count("x") >= FAILED


def has_failed(trial: str) -> bool:
    return trial.count("x") * 3 >= len(trial) * 2


def wait_ms(channel: str, *, times: int, now_ms: int) -> int:
    """Twice as long each time, and for no two channels alike. `times`: waits before this one."""
    return jittered(min(MOST_MS, FIRST_MS * 2 ** min(times, 20)), crc32(channel.encode()), now_ms)


def _mark(outcome: Outcome) -> str:
    match outcome:
        case Sent():
            return "o"
        case Failed(is_temporary=True) | Unknown():
            return "x"
    return ""
