"""polku export person: everything that is known of somebody, for them to have."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from polku.doors.cli._person import people_named, person_options
from polku.doors.cli.open_house import open_house


@click.group(name="export")
def command() -> None:
    """Hand something out."""


@command.command()
@person_options
@click.option("--format", "form", type=click.Choice(("json", "html")), default="json", show_default=True)
@click.option("--language", default="en", show_default=True, help="Of the page: en, ja.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else it goes to the screen.")
def person(form: str, language: str, output: Path | None, **given: Any) -> None:
    """Everything about one person: identities, what was said of them, consents, orders, messages, events."""
    from django.utils import translation

    open_house()
    people = people_named(given)
    if len(people) != 1:
        raise click.UsageError("one person at a time")
    with translation.override(language):
        told = _told(people[0], form)
    if output is None:
        click.echo(told)
    else:
        output.write_text(told, encoding="utf-8")
        click.echo(f"written to {output}", err=True)


def _told(profile: Any, form: str) -> str:
    from django.conf import settings

    from polku.flow import KEEPERS
    from polku.kit import clock, columns, ids
    from polku.know.people.export import export
    from polku.know.people.export_html import as_html
    from polku.know.teams.trail import note

    with suppress(columns.ColumnsBusy):  # a running polku has them: then the log is read, which takes longer
        columns.open(settings.COLUMNS_URL)
    try:
        told = export(profile, keepers=KEEPERS, now=clock.now())
        note(None, "person.exported", subject=f"person:{ids.public(profile.id)}")
    finally:
        columns.close()
    return as_html(told) if form == "html" else json.dumps(told, ensure_ascii=False, indent=1)
