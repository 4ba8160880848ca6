"""What was asked of the platform and what it said. *Red*: LINE would refuse it, or should not have been asked."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from polku.lab.line.account import Account

KEPT, KEPT_RED = 2_000, 1_000


@dataclass(frozen=True, slots=True)
class Line:
    at_ms: int
    account: str  # its channel id
    asked: str  # method and path; "webhook" for what we sent
    status: int
    request_id: str
    took_ms: float
    note: str  # why it is red, or what came with it
    is_red: bool

    def told(self) -> dict[str, Any]:
        return asdict(self)


class Log:
    def __init__(self) -> None:
        self.lines: deque[Line] = deque(maxlen=KEPT)
        self.red: deque[Line] = deque(maxlen=KEPT_RED)
        self.clear()

    def clear(self) -> None:
        self.lines.clear()
        self.red.clear()
        self.counts: Counter[str] = Counter()  # "POST /v2/bot/message/push 200", by the path's template
        self.red_ever = 0

    def add(self, line: Line, *, template: str) -> None:
        self.lines.append(line)
        self.counts[f"{template} {line.status}"] += 1
        if line.is_red:
            self.red.append(line)
            self.red_ever += 1

    def webhook(self, at_ms: int, account: Account, events: int, status: int) -> None:
        said = {0: "could not connect", -1: "no answer within 2 s"}.get(status, "")
        note = f"{events} event{'' if events == 1 else 's'}{': ' if said else ''}{said}"
        is_red = not 200 <= status < 300
        self.add(Line(at_ms, account.channel_id, "webhook", status, "", 0.0, note, is_red), template="webhook")

    def newest(self, *, most: int = 200, red: bool = False) -> Iterator[Line]:
        return islice(reversed(self.red if red else self.lines), most)
