"""polku <verb>: one module a verb, loaded only when its verb is asked for, so that small verbs start fast."""

import importlib
import os
from pathlib import Path
from typing import Any

import click

FOLDER = Path(__file__).parent
HIDDEN = frozenset(("__init__", "open_house"))


class Verbs(click.Group):
    """Finds `polku import` in import_.py, `polku serve` in serve.py, and so on."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        files = {path.stem for path in FOLDER.glob("*.py")}
        folders = {path.parent.name for path in FOLDER.glob("*/__init__.py")}
        return sorted(name.rstrip("_") for name in (files | folders) - HIDDEN if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name + "_" if (FOLDER / f"{cmd_name}_.py").exists() else cmd_name
        command: click.Command = importlib.import_module(f"polku.doors.cli.{name}").command
        return command


@click.command(cls=Verbs)
@click.version_option(package_name="polku")
def polku() -> None:
    """Know your customers, speak to them, act at the right moment, learn what came of it."""


def main(*args: Any) -> None:
    """What the `polku` script calls."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polku.settings")
    polku(*args)
