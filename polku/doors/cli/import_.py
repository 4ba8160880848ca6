"""polku import people|orders|consents FILE, polku import coupons FILES."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from polku.doors.cli._import_coupons import bring_in
from polku.doors.cli._language import language
from polku.doors.cli._noted import noted, with_signs
from polku.doors.cli._progress import progress_bar
from polku.doors.cli.open_house import open_house
from polku.kit import clock

if TYPE_CHECKING:
    from polku.know.events.imports.request import Outcome, Request

SHOWN = 10  # refused lines on the screen; all of them are in the file


@click.group(name="import")
def command() -> None:
    """Import people, orders, consents or coupons from CSV, JSON Lines or Parquet. The same twice changes nothing."""


def options(verb: Callable[..., None]) -> Callable[..., None]:
    """What both verbs understand."""
    for option in reversed(
        (
            click.argument("file", type=click.Path(path_type=Path)),
            click.option(
                "--map",
                "pairs",
                multiple=True,
                metavar="FIELD=COLUMN",
                help="Which column holds a field; FIELD= leaves it out. Repeatable; what is not named is guessed.",
            ),
            click.option("--dry-run", is_flag=True, help="Read and count, show the first rows, change nothing."),
            click.option("--refused", type=click.Path(path_type=Path), help="Where refused lines go."),
            click.option("--source", default="Import", show_default=True, help="The name of where this comes from."),
            click.option("--encoding", help="For example shift_jis; found out when not given."),
            click.option("--time-zone", "zone", help="Of times that do not say theirs, for example Asia/Tokyo."),
            click.option("--date-format", "form", help='For example "%d/%m/%Y"; found out when not given.'),
        )
    ):
        verb = option(verb)
    return verb


@command.command()
@options
def people(**given: Any) -> None:
    """Import people: one line a person. Columns that are no known field become traits under their own name."""
    _import("people", currency=None, **given)


@command.command()
@options
@click.option("--currency", help="ISO 4217, where the file has no column for it.  [default: the team's]")
def orders(**given: Any) -> None:
    """Import orders: one line an order or, with the order's number on each, one line a product."""
    _import("orders", **given)


@command.command()
@options
def consents(**given: Any) -> None:
    """Import consents: one line for each yes or no, with the day on which it was said.

    Without a column for it the purpose is "marketing". An older line never undoes what was said later.
    """
    _import("consents", currency=None, **given)


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column holds a field. Repeatable.")
@click.option("--source", default="Import", show_default=True, help="The name of where this comes from.")
@click.option("--time-zone", "zone", help="Of times that do not say theirs, for example Asia/Tokyo.")
@click.option("--date-format", "form", help='For example "%d/%m/%Y"; found out when not given.')
def coupons(files: Sequence[Path], pairs: Sequence[str], source: str, zone: str | None, form: str | None) -> None:
    """Import coupons as history: a folder, or files of campaigns, of who got them, of what was used when.

    Which file holds what is told by its columns. Everything keeps its own time, and nobody is written to.
    """
    open_house()
    from polku.know.teams.begin import the_team

    at = _zone(zone or the_team().time_zone)
    bring_in(files, source=source, number=_source(source, dry=False), zone=at, form=form, pairs=_map(pairs))


def _import(
    kind: Literal["people", "orders", "consents"],
    *,
    file: Path,
    pairs: Sequence[str],
    dry_run: bool,
    refused: Path | None,
    source: str,
    encoding: str | None,
    zone: str | None,
    form: str | None,
    currency: str | None,
) -> None:
    open_house()
    from polku.know.events.imports.request import Request
    from polku.know.events.imports.run import run
    from polku.know.teams.begin import the_team

    team = the_team()
    currency = (currency or team.currency).upper()
    if len(currency) != 3 or not currency.isalpha():
        raise click.BadParameter(f'"{currency}" is not a currency\'s three letters', param_hint="--currency")
    request = Request(
        kind=kind,
        path=file,
        source=_source(source, dry=dry_run),
        currency=currency,
        map=_map(pairs),
        zone=_zone(zone or team.time_zone),
        date_form=form,
        encoding=encoding,
        refused=refused,
        dry=dry_run,
        tell=_told,
    )
    begun = clock.monotonic()
    size = file.stat().st_size if file.exists() else 0
    with (
        noted(kind=kind, file_name=file.name, size=size, source=source, dry=dry_run) as ledger,
        progress_bar() as progress,
    ):
        if ledger is None:
            outcome = run(request, progress=progress, now_ms=clock.now_ms())
        else:
            outcome = run(request, progress=with_signs(ledger, progress), now_ms=clock.now_ms(), told=ledger.told)
            ledger.done(outcome, refused_stored="")
    _report(request, outcome, clock.monotonic() - begun)
    if len(outcome.refusals) and not outcome.rows:
        sys.exit(1)


def _source(name: str, *, dry: bool) -> int:
    from polku.know.teams.models import Source, create_source

    source = Source.objects.filter(name=name, ended_at=None).order_by("pk").first()
    if source is None and not dry:
        source = create_source(name)
    return source.pk if source else 0


def _map(pairs: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field:
            raise click.BadParameter(f'"{pair}" is not FIELD=COLUMN', param_hint="--map")
        found[field.strip()] = column.strip()
    return found


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise click.BadParameter(f'there is no time zone "{name}"', param_hint="--time-zone") from problem


def _report(request: "Request", outcome: "Outcome", seconds: float) -> None:
    from django.utils import translation

    for field, column in sorted(outcome.fields.items()):
        click.echo(f"  {field.removeprefix('products.'):<14} from {column}")
    if outcome.unused:
        click.echo(f"  not imported   {', '.join(outcome.unused)}")
    if request.dry:
        click.echo("the first as understood:")
        for sample in outcome.samples:
            click.echo(f"  {sample.decode()[:600]}")
    for sentence in outcome.refusals.sentences(SHOWN):
        click.echo(_told(sentence), err=True)
    if (more := len(outcome.refusals) - SHOWN) > 0:
        click.echo(f"and {more:,} more", err=True)
    with translation.override(language()):
        for sentence, lines in outcome.refusals.counted():
            click.echo(f"  {lines:>8,}  {sentence}", err=True)
    written = outcome.written
    one = {"people": "person", "orders": "order", "consents": "consent"}[request.kind]
    rows = _counted(outcome.rows, one, request.kind)
    click.echo(
        f"{'dry run: ' if request.dry else ''}{_counted(outcome.lines, 'line', 'lines')}, {rows}: "
        f"{written.new:,} new, {written.amended:,} amended, {written.unchanged:,} unchanged; "
        f"{_counted(len(outcome.refusals), 'line', 'lines')} refused; {seconds:.1f} s"
    )
    if outcome.refused:
        click.echo(f"refused lines with their reasons: {outcome.refused} (mend them there and import that file)")


def _told(sentence: str) -> str:
    """The reason of a refused line, in the language of the terminal."""
    from django.utils import translation

    from polku.know.events.imports.reasons import in_words

    with translation.override(language()):
        return in_words(sentence)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
