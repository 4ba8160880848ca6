"""What can be chosen, and how it is kept: as JSON, with a plan and with a launch."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

TOGETHER, OWN_CLOCK, BEST_HOUR, STORE_OPEN = "together", "own_clock", "best_hour", "store_open"
KINDS = (TOGETHER, OWN_CLOCK, BEST_HOUR, STORE_OPEN)
LEAST_HOURS, MOST_HOURS = 4, 24


@dataclass(frozen=True)
class Timing:
    """`own_clock`: when everybody's own clock shows `wall`; whoever is later than that by more hours, a day later.

    `best_hour`: at the hour at which each is most likely to answer, within so many hours of the launch and between two
    hours of their own day, the last of which is not among them.

    `store_open`: while the store is open at which they were last; whoever has none that is known, with the launch.
    """

    kind: str = TOGETHER
    wall: datetime | None = None  # without a zone
    late_hours: int = 0
    hours: int = MOST_HOURS
    first_hour: int = 8
    last_hour: int = 22

    @property
    def is_together(self) -> bool:
        return self.kind == TOGETHER


AT_ONCE = Timing()


def to_store(timing: Timing) -> dict[str, Any] | None:
    if timing.is_together:
        return None
    return asdict(timing) | {"wall": timing.wall.isoformat() if timing.wall else None}


def stored(given: dict[str, Any] | None) -> Timing:
    """What `to_store` wrote."""
    if given is None:
        return AT_ONCE
    wall = given.get("wall")
    return Timing(**given | {"wall": datetime.fromisoformat(wall) if wall else None})
