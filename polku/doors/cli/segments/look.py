"""Looking: list, show, versions, history, templates, overlaps."""

import json

import click

from polku.doors.cli._language import language
from polku.doors.cli.open_house import open_house
from polku.doors.cli.segments._shared import as_json, plain, wanted, with_columns


@click.command(name="list")
@click.option("--archived", "is_archived", is_flag=True, help="Those in the archive instead.")
@as_json
def list_(is_archived: bool, as_json: bool) -> None:
    """All segments, by name, as they were last counted."""
    open_house()
    from django.utils import translation

    from polku.know.segments.segments import archived_segments, current_segments

    with translation.override(language()):
        rows = [plain(row) for row in (archived_segments() if is_archived else current_segments())]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        size = "?" if row["size"] is None else f"{row['size']:,}"
        click.echo(f"{row['id']:>5}  {row['name']:{width}}  {row['kind']}  {size:>10}  {row['sentence']}")


@click.command()
@click.argument("segment")
@as_json
def show(segment: str, as_json: bool) -> None:
    """One segment: its rule, what uses it, how true its size is."""
    open_house()
    from django.utils import translation

    from polku.flow import USES
    from polku.know.segments.uses import uses

    row = wanted(segment)
    with translation.override(language()):
        told = plain(row)
    told["uses"] = [{"what": use.what, "id": use.number, "name": use.name} for use in uses(row, USES)]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        click.echo(f"{name:12} {json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value}")


@click.command()
@click.argument("segment")
@as_json
def versions(segment: str, as_json: bool) -> None:
    """What it was, the newest first."""
    open_house()
    rows = [
        {"number": one.number, "name": one.name, "rule": one.rule, "at": one.at.isoformat(), "by": str(one.by or "")}
        for one in wanted(segment).versions.select_related("by").order_by("-number")
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        rule = json.dumps(row["rule"], ensure_ascii=False)
        click.echo(f"{row['number']:>4}  {row['at'][:16]}  {row['name']}  {rule}  {row['by']}".rstrip())


@click.command()
@click.argument("segment")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="So many of the newest.")
@as_json
def history(segment: str, limit: int, as_json: bool) -> None:
    """Who joined and left, the newest first, and why."""
    open_house()
    from polku.kit import ids
    from polku.know.segments.live import membership

    row = wanted(segment)
    with with_columns():
        steps = membership.history(row.pk, limit=limit)
    for step in steps:
        what, person = ("joined" if step.is_in else "left"), ids.public(step.person)
        told = {"at": step.at.isoformat(), "what": what, "person": person, "cause": step.cause, "event": step.event}
        click.echo(json.dumps(told) if as_json else f"{told['at'][:19]}  {what:6}  {person}  {step.cause} {step.event}")


@click.command()
@as_json
def overlaps(as_json: bool) -> None:
    """How many people the largest segments have in common."""
    open_house()
    from polku.know.segments.overlaps import overlaps as asked

    with with_columns():
        found = asked()
    names = {one.pk: one.name for one in found.segments}
    for (one, other), people in sorted(found.shared.items(), key=lambda pair: -pair[1]):
        told = {"one": names[one], "other": names[other], "people": people}
        if people:
            told_line = f"{people:>10,}  {names[one]} and {names[other]}"
            click.echo(json.dumps(told, ensure_ascii=False) if as_json else told_line)


@click.command()
@as_json
def templates(as_json: bool) -> None:
    """Rules that every shop wants: `polku segments make NAME --template KEY`."""
    open_house()
    from django.utils import translation

    from polku.know.segments.templates.table import templates as made
    from polku.say.channels.registry import channels

    with translation.override(language()):
        for one in made([channel.name for channel in channels()]):
            told = {"key": one.key, "name": str(one.name), "description": str(one.description), "rule": one.rule}
            line = f"{one.key:22} {one.description}"
            click.echo(json.dumps(told, ensure_ascii=False) if as_json else line)


VERBS: tuple[click.Command, ...] = (list_, show, versions, history, overlaps, templates)
