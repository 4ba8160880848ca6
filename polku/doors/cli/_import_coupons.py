"""polku import coupons FILES: history of coupons from another system."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from polku.doors.cli._noted import noted, with_signs
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


def bring_in(
    paths: Sequence[Path], *, source: str, number: int, zone: ZoneInfo, form: str | None, pairs: dict[str, str]
) -> None:
    """`number`: the source's. Raises click.ClickException."""
    open_house()
    from polku.act.rewards.history.files import opened
    from polku.act.rewards.history.read import read
    from polku.act.rewards.history.write import Counts, write
    from polku.know.teams.begin import the_team
    from polku.know.teams.models import Source

    begun, files = clock.monotonic(), _files(paths)
    name = ", ".join(path.name for path in paths)
    with noted(kind="coupons", file_name=name, size=_size(files), source=source) as ledger:
        assert ledger is not None  # it is no dry run
        history = read(opened(files, pairs), zone=zone, form=form)
        _read(history)
        everybody, done, total = sum(len(one.given) for one in history.campaigns), 0, Counts()
        now, row = clock.now(), Source.objects.get(pk=number)
        steps = write(history.campaigns, source=row, currency=the_team().currency or "USD", ledger=ledger, now=now)
        with progress_bar() as progress:
            signs = with_signs(ledger, progress)
            for people, counts in steps:
                done += people
                total = total.plus(counts)
                signs("importing", done, done / max(1, everybody))
        ledger.done_with(**_noted(history, total, everybody))
    _written(total, clock.monotonic() - begun)


def _noted(history: "History", total: "Counts", everybody: int) -> dict[str, Any]:
    """As the list of imports keeps it."""
    reasons = sum((Counter(one.by_code()) for one in history.refusals), Counter[str]())
    return {
        "lines": sum(history.lines.values()),
        "rows": everybody,
        "refused": sum(len(one) for one in history.refusals),
        "reasons": dict(reasons),
        "told": {"given": total.given, "used": total.used, "expired": total.expired},
    }


def _size(files: Sequence[Path]) -> int:
    return sum(path.stat().st_size for path in files)


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
