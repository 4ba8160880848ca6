"""Who wrote to an account, and when: for a week it may write back, friend or not."""

from dataclasses import dataclass, field

WEEK_MS = 7 * 24 * 3_600_000


@dataclass
class Wrote:
    at_ms: dict[int, int] = field(default_factory=dict)

    def lately(self, number: int, now_ms: int) -> bool:
        return number in self.at_ms and now_ms - self.at_ms[number] <= WEEK_MS
