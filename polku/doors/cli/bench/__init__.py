"""polku bench NAME: what this machine can do, measured; one JSON document."""

import importlib
import json
from collections.abc import Sequence
from typing import Any

import click

from polku.doors.cli.bench.machine import machine
from polku.kit import clock

NAMES = (
    "intake",
    "intake-single",
    "river",
    "visible",
    "import",
    "pages",
    "demo-pages",
    "erase",
    "start",
    "email",
    "segments",
    "effect",
    "delivery",
    "rewards",
    "rewards-postgresql",
    "line",
    "line-webhooks",
    "line-flex",
    "line-kills",
)


@click.command(name="bench")
@click.argument("names", nargs=-1, required=True, type=click.Choice([*NAMES, "all"]))
@click.option("--short", is_flag=True, help="A tenth of the work: to see that it runs, not to compare.")
def command(names: Sequence[str], short: bool) -> None:
    """Measure. Starts a polku of its own in a temporary folder; the JSON goes to standard output."""
    import django

    django.setup()
    wanted = [name for name in NAMES if name != "rewards-postgresql"] if "all" in names else names
    results = {name: _measure(name, short=short) for name in wanted}
    click.echo(
        json.dumps(
            {
                "date": clock.now().isoformat(timespec="seconds"),
                "machine": machine(),
                "short": short,
                "results": results,
            },
            indent=1,
        )
    )


def _measure(name: str, *, short: bool) -> dict[str, Any]:
    from polku.doors.cli.bench.program import BenchFailed

    click.echo(f"{name} …", err=True)
    room = importlib.import_module(f"polku.doors.cli.bench.{name.replace('-', '_').replace('import', 'import_')}")
    begun = clock.monotonic()
    try:
        found: dict[str, Any] = room.measure(short=short)
    except BenchFailed as problem:
        found = {"failed": str(problem)}
    found["took_s"] = round(clock.monotonic() - begun, 1)
    for field in ("asked", "measured", "baseline", "failed"):
        if field in found:
            click.echo(f"  {field:<9} {found[field]}", err=True)
    return found
