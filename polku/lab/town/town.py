"""The town at one instant, and what happens in it until the next."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from polku.lab.town import seasons
from polku.lab.town.dice import Floats, Numbers, throw
from polku.lab.town.seasons import DAY_MS, HOUR_MS
from polku.lab.town.shoppers import Shoppers, shoppers
from polku.lab.town.truth import Truth

STEP_MS = 15 * 60_000
NOTHING = -1
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Happened:
    """What happened within one step that ended at `at_ms`: numbers of shoppers, each column in ascending order."""

    at_ms: int
    saw: Numbers
    saw_what: Numbers  # the numbers of the messages, beside `saw`
    clicked: Numbers
    answered: Numbers
    blocked: Numbers
    visited: Numbers
    added: Numbers
    bought: Numbers
    amounts: Floats  # beside `bought`


@dataclass
class Town:
    """Columns, one entry for each shopper. What waits on a phone is seen together: the newest stands for all."""

    count: int
    seed: int
    begun_ms: int
    truth: Truth = field(default_factory=Truth)

    def __post_init__(self) -> None:
        self.people: Shoppers = shoppers(self.count, seed=self.seed, truth=self.truth)
        self.everybody = np.arange(self.count)
        self.is_friend: Flags = np.zeros(self.count, bool)
        self.has_blocked: Flags = np.zeros(self.count, bool)
        self.waiting = np.full(self.count, NOTHING)
        self.waiting_since = np.zeros(self.count, np.int64)
        self.can_tap: Flags = np.zeros(self.count, bool)
        self.is_ghost: Flags = np.zeros(self.count, bool)
        self.lifted_until = np.zeros(self.count, np.int64)
        self.seen_lately = np.zeros(self.count, np.float32)  # messages of the last 7 days, each fading within them
        self.step = self.begun_ms // STEP_MS

    @property
    def now_ms(self) -> int:
        return self.step * STEP_MS

    def befriend(self, who: Numbers, *, is_friend: bool = True) -> None:
        """Somebody added the account, or blocked it, by whatever way."""
        self.is_friend[who] = is_friend
        self.has_blocked[who] = not is_friend

    def deliver(self, who: Numbers, *, message: int, can_tap: bool, is_ghost: bool = False) -> None:
        """A message has arrived. A *ghost* is none: it only notes when it would have been seen (see trial.py)."""
        self.waiting[who] = message
        self.waiting_since[who] = self.now_ms
        self.can_tap[who] = can_tap
        self.is_ghost[who] = is_ghost

    def leave_alone(self, who: Numbers) -> None:
        """These have nothing to look at, whatever has arrived."""
        self.waiting[who] = NOTHING

    def go_on(self) -> Happened:
        """One step of a quarter of an hour."""
        self.step += 1
        visited, added, bought, amounts = self._shop()
        saw, clicked, answered, blocked = self._look()
        what = self.waiting[saw]
        self.waiting[saw] = NOTHING
        self.befriend(added)
        self.befriend(blocked, is_friend=False)
        self.seen_lately *= np.float32(1 - STEP_MS / (7 * DAY_MS))
        return Happened(self.now_ms, saw, what, clicked, answered, blocked, visited, added, bought, amounts)

    def _throw(self, purpose: str, who: Numbers) -> Floats:
        return throw(self.seed, self.step, purpose, who)

    def _look(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Whoever looks at the phone may open what waits there, and then tap, answer, or block the account."""
        truth = self.truth
        self.waiting[(self.waiting != NOTHING) & (self.now_ms - self.waiting_since > truth.buried_h * HOUR_MS)] = (
            NOTHING
        )
        waits = np.flatnonzero(self.waiting != NOTHING)
        rate = self.people.looks[waits] * seasons.looking(self.now_ms) * (STEP_MS / DAY_MS)
        looks = waits[self._throw("look", waits) < -np.expm1(-rate)]
        saw = looks[self._throw("open", looks) < self.people.opens[looks]]
        real = saw[~self.is_ghost[saw]]
        can_tap = real[self.can_tap[real]]
        clicked = can_tap[self._throw("click", can_tap) < self.people.clicks[can_tap]]
        answered = real[self._throw("answer", real) < truth.answers]
        blocked = real[self._throw("block", real) < truth.blocks * (1 + self.seen_lately[real])]
        self.seen_lately[real] += 1
        self.lifted_until[real] = self.now_ms + truth.lasts_h * HOUR_MS
        return saw, clicked, answered, blocked

    def _shop(self) -> tuple[Numbers, Numbers, Numbers, Floats]:
        season = seasons.shopping(self.now_ms) * (STEP_MS / DAY_MS)
        if not season:
            return _nobody(), _nobody(), _nobody(), np.zeros(0, np.float32)
        rate = self.people.visits * np.float32(season)
        rate[self.lifted_until >= self.now_ms] *= np.float32(1 + self.truth.lift)
        # The rate itself, not 1 - exp(-rate): so that the keenest are lifted by no less than the others.
        visited = np.flatnonzero(self._throw("visit", self.everybody) < rate)
        bought = visited[self._throw("buy", visited) < self.truth.buys]
        amounts = self.people.baskets[bought] * (0.4 + 1.2 * self._throw("basket", bought))
        strangers = visited[~self.is_friend[visited] & ~self.has_blocked[visited]]
        added = strangers[self._throw("add", strangers) < self.truth.adds]
        return visited, added, bought, amounts


def _nobody() -> Numbers:
    return np.zeros(0, np.int64)
