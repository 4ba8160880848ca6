"""How far a long task has come: a bar in a terminal, a plain line now and then elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from polku.kit import clock

LINE_EVERY_S = 5

Tell = Callable[[str, int, float], None]  # (what is being done, how many so far, share of the whole 0 to 1)


class Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.fields.get("rate") or 0
        return Text(f"{speed:,.0f}/s", style="progress.data.speed")


@contextmanager
def progress_bar() -> Iterator[Tell]:
    """Everything goes to standard error: standard output is for results."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]:,}"),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        current: dict[str, tuple[object, float]] = {}

        def tell(what: str, count: int, share: float) -> None:
            if what not in current:
                current[what] = (bar.add_task(what.capitalize(), total=1.0, count=0, rate=0), clock.monotonic())
            task, begun = current[what]
            elapsed = max(0.001, clock.monotonic() - begun)
            bar.update(task, completed=share, count=count, rate=count / elapsed)  # type: ignore[arg-type]  # a TaskID

        yield tell


def _lines() -> Tell:
    last: dict[str, float] = {}
    begun = clock.monotonic()

    def tell(what: str, count: int, share: float) -> None:
        now = clock.monotonic()
        if now - last.get(what, begun) >= LINE_EVERY_S or (share >= 1 and what in last):
            last[what] = now
            print(f"{what}: {count:,} ({share:.0%})", file=sys.stderr, flush=True)

    return tell
