"""Changing: edit, restore, archive, unarchive, remove."""

import sys
from typing import TYPE_CHECKING, Any

import click

from polku.doors.cli._over_http import api_key, here_or_there
from polku.doors.cli.open_house import open_house
from polku.doors.cli.segments._shared import as_json, plain, rule_of, show, told, wanted

if TYPE_CHECKING:
    from polku.know.segments.models import Segment


@click.command()
@click.argument("segment")
@click.option("--name", help="Another name.")
@click.option("--rule", help="Another rule: JSON, or @FILE.")
@click.option("--live/--not-live", "is_live", default=None, help="Whether events tell who joins and leaves.")
@click.option("--try", "is_trial", is_flag=True, help="Only tell whom the rule would change; save nothing.")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure; a script is never asked.")
@api_key
@as_json
def edit(
    segment: str,
    name: str | None,
    rule: str | None,
    is_live: bool | None,
    is_trial: bool,
    yes: bool,
    api_key: str | None,
    as_json: bool,
) -> None:
    """Change what is given; what it was stays as a version. Whom another rule changes is told, at a terminal before."""
    if is_trial and rule is None:
        raise click.UsageError("--try tells what a --rule would change")
    open_house()
    from polku.know.segments.segments import edit as change

    row, read = wanted(segment), rule_of(rule) if rule is not None else None
    if is_trial:
        found = _changes(row, read, key=api_key)
        show(found, as_json=as_json, line=_would(found))
        return
    due = None if read in (None, row.rule) or row.is_list or row.is_archived else _perhaps(row, read, key=api_key)
    if due and not yes and not as_json and is_terminal() and not click.confirm(f"{_would(due)}. Save?", default=True):
        raise click.Abort
    with told():
        changed = change(row, by=None, name=name, rule=read, is_live=is_live)
    line = f"segment {changed.pk} “{changed.name}” is at version {changed.version}"
    if due:
        line += f": {due['joins']:,} join, {due['leaves']:,} leave, {due['stays']:,} stay{_built_on(due)}"
    show(plain(changed) | {"change": due}, as_json=as_json, line=line)


@click.command()
@click.argument("segment")
@click.argument("number", type=int)
@as_json
def restore(segment: str, number: int, as_json: bool) -> None:
    """Have the rule of a version again, as a new version."""
    open_house()
    from polku.know.segments.models import SegmentVersion
    from polku.know.segments.segments import restore as have_again

    row = wanted(segment)
    try:
        with told():
            changed = have_again(row, number, by=None)
    except SegmentVersion.DoesNotExist as problem:
        raise click.ClickException(f"“{row.name}” has no version {number}") from problem
    show(plain(changed), as_json=as_json, line=f"segment {changed.pk} “{changed.name}” is at version {changed.version}")


@click.command()
@click.argument("segment")
@as_json
def archive(segment: str, as_json: bool) -> None:
    """Put a segment away that nothing uses any more: it is not followed, and its history stays."""
    open_house()
    from polku.flow import USES
    from polku.know.segments.archive import archive as put_away

    with told():
        row = put_away(wanted(segment), by=None, users=USES)
    show(plain(row), as_json=as_json, line=f"segment {row.pk} “{row.name}” is in the archive")


@click.command()
@click.argument("segment")
@as_json
def unarchive(segment: str, as_json: bool) -> None:
    """Take a segment back from the archive."""
    open_house()
    from polku.know.segments.archive import unarchive as take_back

    with told():
        row = take_back(wanted(segment), by=None)
    show(plain(row), as_json=as_json, line=f"segment {row.pk} “{row.name}” is taken back")


@click.command()
@click.argument("segment")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def remove(segment: str, yes: bool) -> None:
    """Remove a segment that nothing uses."""
    open_house()
    from polku.flow import USES
    from polku.know.segments.segments import remove as take_away

    row = wanted(segment)
    if not yes and not click.confirm(f"Remove “{row.name}”?", default=False):
        raise click.Abort
    number = row.pk
    with told():
        take_away(row, by=None, users=USES)
    click.echo(f"segment {number} is gone")


def is_terminal() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _perhaps(row: "Segment", rule: Any, *, key: str | None) -> dict[str, Any] | None:
    """None where it cannot be counted from here, which is told beside and holds nobody up."""
    from polku.know.rules.condition import RuleError

    try:
        return _changes(row, rule, key=key)
    except click.ClickException as problem:
        if isinstance(problem.__cause__, RuleError):
            raise
        click.echo(f"Who joins and leaves is not told: {problem.message}", err=True)
        return None


def _changes(row: "Segment", rule: Any, *, key: str | None) -> dict[str, Any]:
    with told():
        found = here_or_there(
            lambda: _changes_here(row, rule),
            lambda api: api.ask(f"segments/{row.pk}/changes", {"rule": rule}),
            key=key,
        )
    for doubt in found.pop("warnings", ()):
        click.echo(f"{doubt['field'].removeprefix('rule.')}: {doubt['sentence']}", err=True)
    return found | {"built_on": [one["name"] for one in found["built_on"]]}


def _would(found: dict[str, Any]) -> str:
    return f"{found['joins']:,} would join, {found['leaves']:,} leave, {found['stays']:,} stay{_built_on(found)}"


def _built_on(found: dict[str, Any]) -> str:
    return f"; built on it: {', '.join(found['built_on'])}" if found["built_on"] else ""


def _changes_here(row: "Segment", rule: Any) -> dict[str, Any]:
    from polku.kit import clock
    from polku.know.rules.doubts import doubts
    from polku.know.segments.changes import what_would_change

    now = clock.now()
    found = what_would_change(row, rule, now)
    return {
        "joins": found.joins,
        "leaves": found.leaves,
        "stays": found.stays,
        "built_on": [{"name": one.name} for one in found.built_on],
        "warnings": [{"field": doubt.path, "sentence": doubt.sentence} for doubt in doubts(rule, now)],
    }


VERBS: tuple[click.Command, ...] = (edit, restore, archive, unarchive, remove)
