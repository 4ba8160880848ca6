"""People: as a file, and put on a list."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from polku.doors.cli.open_house import open_house
from polku.doors.cli.segments._shared import as_json, told, wanted, with_columns

if TYPE_CHECKING:
    from polku.know.segments.imports import Imported


@click.command()
@click.argument("segment")
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True)
@click.option("--trait", "traits", multiple=True, help="Of a CSV: a further column. Repeatable.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else it goes to the screen.")
def export(segment: str, form: str, traits: tuple[str, ...], output: Path | None) -> None:
    """Everybody in a segment. A list can be exported while polku runs, for a rule the columns are needed."""
    open_house()
    row = wanted(segment)
    with told() if row.is_list else with_columns():
        if output is None:
            _write(row.pk, form, traits, sys.stdout)
        else:
            with output.open("w", encoding="utf-8", newline="") as file:
                _write(row.pk, form, traits, file)
            click.echo(f"written to {output}", err=True)


@click.command(name="import")
@click.argument("segment")
@click.argument("file", type=click.File("r", encoding="utf-8-sig", errors="replace"))
@click.option("--kind", default="", help="What the lines are, for example email; else whatever names somebody.")
@click.option("--replace", is_flag=True, help="Whoever is not named is taken off.")
@as_json
def import_(segment: str, file: TextIO, kind: str, replace: bool, as_json: bool) -> None:
    """Put people on a list: one a line, by user id, e-mail, phone, id of their page, or kind:value.

    FILE may be a CSV, of which the first cell counts; - reads from a pipe.
    """
    open_house()
    from polku.know.segments.imports import import_people

    with told():
        done = import_people(wanted(segment), file, kind=kind, replaces=replace)
    if as_json:
        click.echo(json.dumps(asdict(done), ensure_ascii=False))
        return
    tell_refused(done)
    click.echo(f"{done.added:,} added, {done.already:,} were there, {done.refused_count:,} lines name nobody")


def tell_refused(done: "Imported") -> None:
    for one in done.refused[:20]:
        click.echo(f"line {one.line}: {one.given}: {one.why}", err=True)
    if done.refused_count > 20:
        click.echo(f"and {done.refused_count - 20:,} more", err=True)


def _write(number: int, form: str, traits: tuple[str, ...], file: TextIO) -> None:
    from polku.kit import clock
    from polku.know.segments.hand_out import hand_out
    from polku.know.segments.models import Segment

    file.writelines(hand_out(Segment.objects.get(pk=number), form, by=None, now=clock.now(), traits=traits))


VERBS: tuple[click.Command, ...] = (export, import_)
