"""Faults that somebody has ordered, and which of them a request meets."""

import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

KINDS = {
    "latency": "the answer comes `latency_ms` later",
    "error": "answered with `status` (500), nothing is done",
    "error_after": "done, then answered with `status` (500)",
    "hang": "nothing is done, and no answer ever comes",
    "hang_after": "done, but no answer ever comes",
    "cut": "the connection is cut, nothing is done",
    "cut_after": "done, then the connection is cut",
    "outage": "every connection is cut, as if nobody were there",
    "rate": "429: the rate limit of the endpoint",
    "monthly": "429: the monthly limit",
    "concurrent": "429: too many operations on one audience",
    "same_user": "429: too many messages to the same user",
    "token": "401: the token has been revoked",
}
WITHOUT_EFFECT = {"error", "hang", "cut", "outage", "rate", "monthly", "concurrent", "same_user", "token"}


@dataclass
class Fault:
    """`share`: of the requests that it fits, in per cent. `left`: how many more. `until_s`: of the clock's patience."""

    id: int
    kind: str
    endpoint: str
    share: float
    left: int | None
    until_s: float | None
    latency_ms: int
    status: int
    account: str
    dice: random.Random
    met: int = 0

    def meets(self, asked: str, channel_id: str, *, patience_s: float) -> bool:
        if self.left == 0 or (self.until_s is not None and patience_s > self.until_s):
            return False
        if not fnmatchcase(asked, self.endpoint) or (self.account and channel_id and self.account != channel_id):
            return False
        if self.share < 100 and self.dice.random() * 100 >= self.share:
            return False
        self.met += 1
        if self.left is not None:
            self.left -= 1
        return True


@dataclass
class Faults:
    """On the world's shelf."""

    ordered: list[Fault] = field(default_factory=list)
    numbered: int = 0

    def order(
        self,
        kind: str,
        *,
        endpoint: str = "*",
        share: float = 100.0,
        count: int | None = None,
        until_s: float | None = None,
        latency_ms: int = 0,
        status: int = 500,
        account: str = "",
        seed: int = 0,
    ) -> Fault:
        """`endpoint`: a pattern of method and path, like "POST /v2/bot/message/*"."""
        self.numbered += 1
        dice = random.Random(f"fault {seed} {self.numbered}")
        fault = Fault(self.numbered, kind, endpoint, share, count, until_s, latency_ms, status, account, dice)
        self.ordered.append(fault)
        return fault

    def meet(self, asked: str, channel_id: str, *, patience_s: float) -> list[Fault]:
        return [one for one in self.ordered if one.meets(asked, channel_id, patience_s=patience_s)]
