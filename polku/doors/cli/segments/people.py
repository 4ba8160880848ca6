"""People: as a file, and put on a list."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlencode

import click

from polku.doors.cli._over_http import api_key, here_or_there
from polku.doors.cli.open_house import open_house
from polku.doors.cli.segments._shared import as_json, told, wanted

if TYPE_CHECKING:
    from polku.know.segments.imports import Imported


@click.command()
@click.argument("segment")
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True)
@click.option("--trait", "traits", multiple=True, help="Of a CSV: a further column. Repeatable.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else it goes to the screen.")
@api_key
def export(segment: str, form: str, traits: tuple[str, ...], output: Path | None, api_key: str | None) -> None:
    """Everybody in a segment. For a list nothing else is needed; for a rule, while polku runs, an API key."""
    open_house()
    row = wanted(segment)
    with told():
        if row.is_list:
            _put(_lines(row.pk, form, traits), output)
        else:
            address = f"segments/{row.pk}/export?{urlencode({'format': form, 'traits': ','.join(traits)})}"
            here_or_there(
                lambda: _put(_lines(row.pk, form, traits), output),
                lambda api: _put(api.lines(address), output),
                key=api_key,
            )
    if output is not None:
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


def _lines(number: int, form: str, traits: tuple[str, ...]) -> Iterator[str]:
    from polku.kit import clock
    from polku.know.segments.hand_out import hand_out
    from polku.know.segments.models import Segment

    return iter(hand_out(Segment.objects.get(pk=number), form, by=None, now=clock.now(), traits=traits))


def _put(lines: Iterator[str], output: Path | None) -> None:
    """A file that is there already is not touched before there is something to write."""
    first = next(lines, "")
    with nullcontext(sys.stdout) if output is None else output.open("w", encoding="utf-8", newline="") as file:
        file.write(first)
        file.writelines(lines)


VERBS: tuple[click.Command, ...] = (export, import_)
