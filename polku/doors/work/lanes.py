"""Everything that is done on the clock, on one page: which steps, in which thread, how often."""

from collections.abc import Callable

from polku.doors.work.run import Step
from polku.flow import READERS
from polku.kit import clock
from polku.know.events.read import Reader, advance, stand_still


def lanes() -> dict[str, list[Step]]:
    """One thread a lane. A slow lane never holds up another."""
    return {
        "fold": [_follow(reader) for reader in READERS if not reader.is_outside],
        "columns": [_follow(reader, every_s=0.3) for reader in READERS if reader.is_outside],
    }


def _follow(reader: Reader, *, every_s: float = 0.1) -> Step:
    return Step(
        reader.name,
        lambda: advance(reader),
        every_s,
        on_trouble=lambda problem: stand_still(reader.name, str(problem) or type(problem).__doc__ or repr(problem)),
    )


def _on_the_clock(name: str, tick: Callable[..., int], *, every_s: float) -> Step:
    return Step(name, lambda: tick(clock.now()), every_s)
