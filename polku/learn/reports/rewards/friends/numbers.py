"""How a program of friends grows: by level, by state, and how many each brings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from polku.act.rewards.referrals.models import Referral
from polku.kit import clock
from polku.learn.reports.rewards.friends.tree import REFUSED, Friend, Tree

_S = Referral.State
# As they are told: who has bought is in one column, whether it is enough and past its waiting time or not.
STATES: Mapping[str, tuple[str, ...]] = {
    "came": (_S.INVITED,),
    "known": (_S.KNOWN,),
    "bought": (_S.BOUGHT, _S.WAITING),
    "held": (_S.HELD,),
    "rewarded": (_S.REWARDED,),
    "refused": (_S.REFUSED,),
}
RIPE_DAYS = 30


class Level(msgspec.Struct, frozen=True):
    level: int
    friends: int
    states: Mapping[str, int]  # by a word of STATES


class Grown(msgspec.Struct, frozen=True):
    """`bringers`: people who brought a friend that was not refused; `friends`: these. `ripe`: friends who came at least
    RIPE_DAYS ago, and `by_ripe`: whom these have brought in turn."""

    links: int
    bringers: int
    friends: int
    ripe: int
    by_ripe: int
    levels: Sequence[Level]

    @property
    def each(self) -> float | None:
        """So many friends somebody brings who brings any."""
        return self.friends / self.bringers if self.bringers else None

    @property
    def in_turn(self) -> float | None:
        """So many friends a friend brings in turn: above 1 it grows by itself. None: nobody has been there for long."""
        return self.by_ripe / self.ripe if self.ripe else None


def grown(tree: Tree, now: datetime) -> Grown:
    kept = [one for one in tree.friends if one.state != REFUSED]
    until_ms = clock.to_ms(now) - RIPE_DAYS * clock.DAY_MS
    ripe = {one.person for one in kept if one.came_ms <= until_ms}
    return Grown(
        links=tree.links,
        bringers=len({one.bringer for one in kept}),
        friends=len(kept),
        ripe=len(ripe),
        by_ripe=sum(one.bringer in ripe for one in kept),
        levels=_levels(tree.friends),
    )


def state_of(friend: Friend) -> str:
    return next(name for name, states in STATES.items() if friend.state in states)


def _levels(friends: Sequence[Friend]) -> list[Level]:
    counts = Counter((one.level, state_of(one)) for one in friends)
    return [
        Level(level, sum(there.values()), there)
        for level in sorted({level for level, _state in counts})
        if (there := {state: counts[level, state] for state in STATES})
    ]
