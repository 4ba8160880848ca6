"""polku import coupons FILES: history of coupons from another system."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from polku.doors.cli._progress import progress_bar
from polku.doors.cli.open_house import open_house
from polku.kit import clock

if TYPE_CHECKING:
    from polku.act.rewards.history.read import History
    from polku.act.rewards.history.write import Counts

FILES = {"programs": "campaigns", "goods": "coupons with products", "given": "people with campaigns", "used": "uses"}
PASSED = {
    "twice": "said before in the file",
    "no_program": "of a campaign that no file describes",
    "no_coupon": "with a coupon that was none of the campaign's",
    "outside": "before the campaign began or after it had ended",
}
SHOWN = 5  # refused lines of each file


def bring_in(paths: Sequence[Path], *, source: int, zone: ZoneInfo, form: str | None, pairs: dict[str, str]) -> None:
    """Raises click.ClickException."""
    open_house()
    from polku.act.rewards.history.files import opened
    from polku.act.rewards.history.read import read
    from polku.act.rewards.history.write import Counts, write
    from polku.know.events.imports.problems import ImportProblem
    from polku.know.teams.begin import the_team
    from polku.know.teams.models import Source

    begun = clock.monotonic()
    try:
        history = read(opened(_files(paths), pairs), zone=zone, form=form)
    except ImportProblem as problem:
        raise click.ClickException(str(problem)) from problem
    _read(history)
    everybody, done, total = sum(len(one.given) for one in history.campaigns), 0, Counts()
    steps = write(
        history.campaigns, source=Source.objects.get(pk=source), currency=the_team().currency or "USD", now=clock.now()
    )
    with progress_bar() as progress:
        for people, counts in steps:
            done += people
            total = total.plus(counts)
            progress("importing", done, done / max(1, everybody))
    _written(total, clock.monotonic() - begun)


def _files(paths: Sequence[Path]) -> list[Path]:
    """A folder stands for the files in it."""
    found: list[Path] = []
    for path in paths:
        found += sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
    return found


def _read(history: "History") -> None:
    for kind, lines in history.lines.items():
        click.echo(f"  {lines:>9,}  {FILES[kind]}")
        for (of, why), count in history.passed.items():
            if of == kind:
                click.echo(f"  {count:>9,}    passed over: {PASSED[why]}")
    for refused in history.refusals:
        for sentence in refused.sentences(SHOWN):
            click.echo(sentence, err=True)
        if (more := len(refused) - SHOWN) > 0:
            click.echo(f"and {more:,} more", err=True)


def _written(total: "Counts", seconds: float) -> None:
    click.echo(
        f"{total.programs:,} programs, {total.given:,} given, {total.used:,} used, {total.expired:,} run out, "
        f"all of it new; {seconds:.1f} s"
    )
