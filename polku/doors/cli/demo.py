"""polku demo: a shop to look around in."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from polku.doors.cli._progress import progress_bar
from polku.doors.cli.open_house import open_house

EMAIL = "demo@example.com"
TEAM = "Demo shop"
SOURCE = "Demo shop"
Progress = Callable[[str, int, float], None]


@dataclass(frozen=True)
class DemoLogin:
    """How to sign in to the demo. Kept beside its made-up data, in a file that only its owner can read."""

    email: str
    password: str
    write_key: str
    api_key: str


class NotADemo(click.ClickException):
    """This installation is in use; the demo goes into an empty data folder only (POLKU_DATA_DIR)."""

    def __init__(self) -> None:
        super().__init__(self.__doc__ or "")


@click.command(name="demo")
@click.option("--lab", hidden=True, default="", help="Where the lab is: `polku serve --demo` starts one beside it.")
def command(lab: str) -> None:
    """Fill an empty data folder with a demo shop: a year of purchases, made-up people. Twice is once."""
    from django.conf import settings

    open_house(make=True)
    login = prepare()
    if lab:
        _connect(lab, login)
    with progress_bar() as progress:
        for line in fill(progress):
            click.echo(line)
    click.echo(f"address    {settings.BASE_URL}")
    click.echo(f"sign in    {login.email}")
    click.echo(f"password   {login.password}")


def prepare() -> DemoLogin:
    """The demo's team and owner, made on the first call. Raises NotADemo on an installation that is none."""
    from polku.know.teams.begin import OwnerExists, begin
    from polku.know.teams.models import Team

    if _file().exists() and Team.objects.filter(is_demo=True).exists():
        return DemoLogin(**json.loads(_file().read_text()))
    try:
        made = begin(EMAIL, team_name=TEAM, is_demo=True)
    except OwnerExists as problem:
        raise NotADemo from problem
    login = DemoLogin(made.owner.email, made.password, made.write_key, made.api_key)
    with os.fdopen(os.open(_file(), os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump(asdict(login), file)
    return login


def fill(progress: Progress) -> list[str]:
    """Append the demo's events to the log; what is there already is passed over. Returns what there is to say.

    Safe to be cut off and to be called again: the same people and purchases are the same events.
    """
    from polku.doors.cli import _demo_data
    from polku.kit import clock
    from polku.know.events.imports.write import ever_imported
    from polku.know.teams.models import Source, Team, create_source

    team = Team.objects.order_by("pk").first()
    if team is None or not team.is_demo:
        raise NotADemo
    source = Source.objects.filter(name=SOURCE, ended_at=None).first() or create_source(SOURCE)
    if _full().exists() and ever_imported() >= int(_full().read_text()):
        return ["the demo's data is there"]
    # The demo's yesterday is that of its first day, also when it is filled again later.
    begun_ms = clock.to_ms(team.created_at)
    said = _demo_data.load(source=source.pk, begun_ms=begun_ms, now_ms=clock.now_ms(), progress=progress)
    _full().write_text(str(ever_imported()))
    return said


def _connect(lab: str, login: DemoLogin) -> None:
    """The demo is worth having without LINE, too."""
    from django.conf import settings

    from polku.doors.cli import _demo_line
    from polku.say.channels.line.trouble import LineTrouble
    from polku.say.channels.line.wrong import Wrong

    try:
        click.echo(_demo_line.connect(lab, polku=settings.BASE_URL, write_key=login.write_key))
    except (OSError, LineTrouble, Wrong) as problem:
        click.echo(f"the demo goes on without LINE: {problem}", err=True)


def fill_beside(*, lab: str = "") -> "subprocess.Popen[bytes]":
    """`fill` in a process of its own, with its progress on standard error: the server next to it keeps its breath.

    `lab`: where a lab answers; its LINE account is connected first.
    """
    words = [sys.executable, "-c", "from polku.doors.cli import main; main()", "demo", *(["--lab", lab] if lab else [])]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    atexit.register(process.terminate)  # cut off, it goes on at the next start
    return process


def _file() -> Path:
    from django.conf import settings

    return settings.DATA_DIR / "demo.json"


def _full() -> Path:
    """How many people, purchases and visits the whole demo is: written when all of them are in the log."""
    return _file().with_name("demo.full")
