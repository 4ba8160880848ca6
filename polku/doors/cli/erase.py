"""polku erase PERSON: everything that is known of somebody, gone for good."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polku.doors.cli._person import people_named, person_options, strays_named
from polku.doors.cli._progress import progress_bar
from polku.doors.cli.open_house import AlreadyAtWork, let_go_of_claims, only_one, open_house
from polku.kit import clock

if TYPE_CHECKING:
    from polku.know.events.models import Forgetting
    from polku.know.people.models import Profile

LOOK_S = 0.2
STEPS = ("waiting", "log", "columns", "disk")


@click.command(name="erase")
@person_options
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list, one person a line, named as on the command line.",
)
@click.option("--reason", default="", help="Kept with the numbers that are left: name nobody in it.")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def command(file: Path | None, reason: str, yes: bool, **given: Any) -> None:
    """Erase people: what they did, what is known of them, what they were told. It cannot be undone.

    PERSON is the id of the person's page, or any of their identities. While polku runs, it does the work and
    this waits for it.
    """
    from django.conf import settings

    open_house()
    if file is not None:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        given["person"] = [*given["person"], *(line.strip() for line in lines if line.strip())]
    strays = strays_named(given)
    people = people_named(given) if any(given.values()) or not strays else []
    _show(people)
    for kind, value in (named for mine in strays for named in mine.values()):
        click.echo(f"  nobody's: {kind} {value}, of which consents tell", err=True)
    if not yes and not click.confirm("Erase for good?", default=False):
        raise click.Abort
    asked = _ask(people, reason, strays)
    try:
        with only_one(settings.DATA_DIR, "serve"), only_one(settings.DATA_DIR, "work"):
            let_go_of_claims()
            _watch(asked, here=True)
    except AlreadyAtWork:
        _watch(asked, here=False)
    _tell(asked)


def _show(people: "list[Profile]") -> None:
    from polku.kit import ids

    for profile in people[:20]:
        click.echo(f"  {ids.public(profile.id)}  {profile.name or profile.email or profile.phone}", err=True)
    if len(people) > 20:
        click.echo(f"  and {len(people) - 20:,} more", err=True)


def _ask(people: "list[Profile]", reason: str, strays: "list[dict[int, tuple[str, str]]]") -> "Forgetting":
    from django.db import transaction

    from polku.kit import ids
    from polku.know.events.forgetting.reasons import COMMAND_LINE
    from polku.know.people.erase import erase
    from polku.know.teams.trail import note

    with transaction.atomic():
        asked = erase(people, by=COMMAND_LINE, reason=reason, strays=strays)
        for number in [*(profile.id for profile in people), *(number for mine in strays for number in mine)]:
            note(None, "person.erased", subject=f"person:{ids.public(number)}")
    return asked


def _watch(asked: "Forgetting", *, here: bool) -> None:
    """Until it is done; `here`: by doing it, for nobody else runs the loops."""
    from polku import serving
    from polku.kit import columns

    try:
        with progress_bar() as tell:
            while not _is_done(asked):
                if asked.step in STEPS:
                    tell(asked.step, 0, (STEPS.index(asked.step) + 1) / (len(STEPS) + 1))
                if here and serving.forget():
                    continue
                clock.pause(LOOK_S)
    except columns.ColumnsError as problem:
        raise click.ClickException(f"{problem} What was asked for is gone on with at the next start.") from problem
    finally:
        if here:
            columns.close()
    if asked.trouble:
        click.echo(asked.trouble, err=True)


def _is_done(asked: "Forgetting") -> bool:
    asked.refresh_from_db()
    return asked.done_ms is not None


def _tell(asked: "Forgetting") -> None:
    counts: dict[str, int] = json.loads(asked.counts)
    took = ((asked.done_ms or 0) - asked.asked_ms) / 1000
    for what, count in sorted(counts.items()):
        click.echo(f"  {count:>10,}  {what}")
    click.echo(f"erased in {took:.1f} s; what is left is the number {asked.pk} of this erasure")
    sys.stdout.flush()
