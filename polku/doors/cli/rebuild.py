"""polku rebuild columns: make the column store again from the log."""

import click
from rich.progress import Progress, TaskID

from polku.doors.cli.open_house import AlreadyAtWork, only_one, open_house
from polku.kit import clock

LOOK_S = 0.3


@click.group(name="rebuild")
def command() -> None:
    """Make something again from the log."""


@command.command(name="columns")
def columns_() -> None:
    """Empty the column store and fill it again. While polku runs, it does so itself and stays open."""
    from django.conf import settings

    try:
        with only_one(settings.DATA_DIR, "serve"), only_one(settings.DATA_DIR, "work"):
            open_house()
            _do_it_here(settings.COLUMNS_URL)
    except AlreadyAtWork:
        open_house()
        _ask_the_server()
    click.echo("the columns are as they should be")


def _do_it_here(url: str) -> None:
    from polku.kit import columns
    from polku.serving import fill_columns, rebuild_columns

    try:
        rebuild_columns(url)
        with Progress() as bar:
            task = bar.add_task("filling the columns", total=None)
            while fill_columns():
                _show(bar, task)
    finally:
        columns.close()


def _ask_the_server() -> None:
    from polku.know.events.models import Wish

    Wish.objects.get_or_create(name=Wish.REBUILD_COLUMNS, defaults={"asked_ms": clock.now_ms()})
    with Progress() as bar:
        task = bar.add_task("filling the columns", total=None)
        while Wish.objects.filter(name=Wish.REBUILD_COLUMNS).exists() or not _show(bar, task):
            clock.pause(LOOK_S)


def _show(bar: Progress, task: TaskID) -> bool:
    """Move the bar; True when nothing is left to do."""
    from polku.know.events.read import last_seq, place
    from polku.know.people.models import Changed

    end, done = last_seq(), place("columns")
    bar.update(task, total=end, completed=done)
    return done >= end and not Changed.objects.exists()
