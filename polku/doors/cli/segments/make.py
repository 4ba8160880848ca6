"""Making: from a rule, a template, a file of people, or another segment."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from polku.doors.cli._over_http import api_key, here_or_there
from polku.doors.cli.open_house import open_house
from polku.doors.cli.segments._shared import as_json, plain, rule_of, show, told, wanted
from polku.doors.cli.segments.people import tell_refused

if TYPE_CHECKING:
    from polku.know.segments.templates.template import Template


@click.command()
@click.argument("name", default="")
@click.option("--rule", help="JSON, or @FILE.")
@click.option("--template", help="The key of a template; `polku segments templates` lists them.")
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file, one person a line: a list of these people is made.",
)
@click.option("--kind", default="", help="Of the file: what its lines are, for example email.")
@as_json
def make(name: str, rule: str | None, template: str | None, people: Path | None, kind: str, as_json: bool) -> None:
    """Make a segment of a rule, of a template, or of a file of people. A template brings a NAME where none is given."""
    if [rule, template, people].count(None) != 2:
        raise click.UsageError("name one of --rule, --template and --people")
    if not name and template is None:
        raise click.UsageError("give it a NAME")
    open_house()
    from polku.know.segments.imports import import_people
    from polku.know.segments.lists import make_list
    from polku.know.segments.segments import create, unused

    with told():
        if template is not None:
            begun_with = _of_template(template)
            made = create(name or unused(str(begun_with.name)), rule=begun_with.rule)
        elif people is None:
            made = create(name, rule=rule_of(rule or ""))
        else:
            made = make_list(name)
            with people.open(encoding="utf-8-sig", errors="replace") as lines:
                tell_refused(import_people(made, lines, kind=kind))
    show(plain(made), as_json=as_json, line=f"made segment {made.pk} “{made.name}”")


@click.command()
@click.argument("segment")
@click.option("--name", default="", help="Else the same name with “(copy)”.")
@as_json
def copy(segment: str, name: str, as_json: bool) -> None:
    """Another segment of the same rule, or the same people."""
    open_house()
    from polku.know.segments import lists

    with told():
        made = lists.copy(wanted(segment), name=name)
    show(plain(made), as_json=as_json, line=f"made segment {made.pk} “{made.name}”")


@click.command()
@click.argument("segment")
@click.option("--name", default="", help="Else the same name with “(copy)”.")
@api_key
@as_json
def snapshot(segment: str, name: str, api_key: str | None, as_json: bool) -> None:
    """Keep who is in it now, as a list."""
    open_house()
    from polku.kit import clock
    from polku.know.segments import lists
    from polku.know.segments.models import Segment

    row = wanted(segment)
    with told():
        number = here_or_there(
            lambda: lists.snapshot(row, name=name, by=None, now=clock.now()).pk,
            lambda api: int(api.ask(f"segments/{row.pk}/snapshot", {"name": name} if name else {})["id"]),
            key=api_key,
        )
    made = Segment.objects.get(pk=number)
    show(plain(made), as_json=as_json, line=f"made segment {made.pk} “{made.name}”")


def _of_template(key: str) -> "Template":
    from polku.know.rules.condition import did_you_mean
    from polku.know.segments.templates.table import template, templates
    from polku.say.channels.registry import channels

    reached_by = [channel.name for channel in channels()]
    found = template(key, reached_by)
    if found is None:
        close = did_you_mean(key, [one.key for one in templates(reached_by)])
        raise click.ClickException(f"there is no template {key}{close}; `polku segments templates` lists them")
    return found


VERBS: tuple[click.Command, ...] = (make, copy, snapshot)
