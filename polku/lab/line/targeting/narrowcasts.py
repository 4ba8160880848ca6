"""Narrowcasts under way: waiting, sending, and what came of them."""

from dataclasses import dataclass, field
from typing import Any

from polku.lab.line.counting.days import iso
from polku.lab.line.user_ids import Numbers

WAITS_S, PEOPLE_A_SECOND = 2.0, 50_000
KEPT_S = 14 * 24 * 3_600.0
FAILURES = {
    1: "Internal error",
    2: "The number of recipients is below the least one allowed",
    3: "Conflict: the request has been accepted already",
    4: "An audience has fewer people than allowed",
    5: "Cancelled: only a part could have been delivered",
}


@dataclass
class Narrowcast:
    """`numbers`: whom it is for. `failure`: a key of FAILURES, 0 where it goes well. Times: the clock's patience."""

    request_id: str
    accepted_s: float
    accepted_ms: int
    numbers: Numbers
    failure: int = 0
    said: dict[str, str] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    is_done: bool = False
    reached: int = 0

    @property
    def ends_s(self) -> float:
        return self.accepted_s + WAITS_S + (0 if self.failure else 1 + len(self.numbers) / PEOPLE_A_SECOND)

    def phase(self, now_s: float) -> str:
        if now_s < self.accepted_s + WAITS_S:
            return "waiting"
        if now_s < self.ends_s:
            return "sending"
        return "failed" if self.failure else "succeeded"

    def told(self, now_s: float) -> dict[str, Any]:
        phase = self.phase(now_s)
        said: dict[str, Any] = {"phase": phase, "acceptedTime": iso(self.accepted_ms)}
        if phase == "sending":
            said |= {"successCount": 0, "failureCount": 0, "targetCount": len(self.numbers)}
        if phase == "succeeded":
            failed = len(self.numbers) - self.reached
            said |= {"successCount": self.reached, "failureCount": failed, "targetCount": len(self.numbers)}
        if phase == "failed":
            said |= {"errorCode": self.failure, "failedDescription": FAILURES[self.failure]}
        if phase in ("succeeded", "failed"):
            said["completedTime"] = iso(self.accepted_ms + int((self.ends_s - self.accepted_s) * 1_000))
        return said


@dataclass
class Narrowcasts:
    """One account's, by request id."""

    known: dict[str, Narrowcast] = field(default_factory=dict)
