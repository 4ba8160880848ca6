"""How long people take until they use it."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.asked import ask

FOR_EVER_MS = 2**60


class Spread(msgspec.Struct, frozen=True):
    """How long it took: a quarter took no longer than `quarter`, …"""

    quarter_ms: int
    median_ms: int
    three_quarters_ms: int


class Pace(msgspec.Struct, frozen=True):
    """Longer than `after_ms`, and no longer than `until_ms`. `hours`: the latter, 0: however long."""

    hours: int
    after_ms: int
    until_ms: int


class Within(msgspec.Struct, frozen=True):
    """So many of what was given were first used in this time; by so many people."""

    hours: int
    used: int
    people: int


STEPS = (1, 24, 72, 168, 720)
PACES = [
    Pace(hours, after * clock.HOUR_MS if after else -FOR_EVER_MS, hours * clock.HOUR_MS if hours else FOR_EVER_MS)
    for after, hours in zip((0, *STEPS), (*STEPS, 0), strict=True)
]


def until_used(program: Program) -> tuple[Spread | None, list[Within]]:
    """Of each that was used, until its first use; what was undone is none. No steps where nothing was used."""
    rows = [(int(took), int(who)) for took, who in ask(sql.UNTIL_USED, [program.pk])]
    steps = []
    for one in PACES if rows else ():
        people = [who for took, who in rows if one.after_ms < took <= one.until_ms]
        steps.append(Within(one.hours, len(people), len(set(people) - {0})))
    return spread([took for took, _who in rows]), steps


def spread(times_ms: Sequence[int]) -> Spread | None:
    """Of times in their order: the smallest that a quarter, a half, three quarters do not exceed."""
    if not times_ms:
        return None
    quarter, half, three = (times_ms[-(-len(times_ms) * share // 4) - 1] for share in (1, 2, 3))
    return Spread(quarter, half, three)
