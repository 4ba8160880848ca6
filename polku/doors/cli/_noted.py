"""An import by the command line stands in the list of imports, where it can be watched, stopped and undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from polku.doors.cli._progress import Tell
from polku.kit import clock

if TYPE_CHECKING:
    from polku.know.events.imports.ledger import Ledger

SIGN_EVERY_S = 1.0


@contextmanager
def noted(*, kind: str, file_name: str, size: int, source: str, dry: bool = False) -> "Iterator[Ledger | None]":
    """None for a dry run. What is wrong with the file, or that somebody stopped it, is told to whoever called."""
    from polku.know.events.imports.ledger import TakenAway, begin_here
    from polku.know.events.imports.problems import ImportProblem

    ledger = None if dry else begin_here(kind=kind, file_name=file_name, size=size, source=source)
    try:
        yield ledger
    except ImportProblem as problem:
        if ledger is not None:
            ledger.failed(f"{type(problem).__name__}: {problem}")
        raise click.ClickException(f"{file_name}: {problem}") from problem
    except TakenAway as problem:
        raise click.ClickException(
            "This import was stopped on its page. What was imported until then stays."
        ) from problem
    except BaseException:
        if ledger is not None:
            ledger.stopped()
        raise


def with_signs(ledger: "Ledger", progress: Tell) -> Tell:
    """The same progress, and now and then a sign of life for those who watch the page."""
    last = 0.0

    def tell(what: str, count: int, share: float) -> None:
        nonlocal last
        progress(what, count, share)
        if clock.monotonic() - last > SIGN_EVERY_S:
            last = clock.monotonic()
            ledger.is_at(what, count, share)

    return tell
