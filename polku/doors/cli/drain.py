"""polku drain: wait until everything that was accepted has had its effect."""

import sys

import click

from polku.doors.cli.open_house import open_house
from polku.kit import clock

LOOK_S = 0.1


@click.command(name="drain")
@click.option("--timeout", "timeout_s", type=float, default=60, show_default=True, help="Seconds to wait at most.")
def command(timeout_s: float) -> None:
    """Return when every reader and the outbox of the running server have caught up; exit 1 with what lags otherwise."""
    open_house()
    end = clock.monotonic() + timeout_s
    while waiting := what_lags():
        if clock.monotonic() >= end:
            for line in waiting:
                click.echo(line, err=True)
            sys.exit(1)
        clock.pause(LOOK_S)
    click.echo("everything has had its effect")


def what_lags() -> list[str]:
    """One line for each thing that is not done yet."""
    from polku.act.campaigns.models import Launch
    from polku.flow import READERS
    from polku.know.events.lag import lags
    from polku.know.people.models import Changed
    from polku.say.outbox.models import Message

    now_ms = clock.now_ms()
    lines = [
        f"{lag.reader}: {lag.batches} batches behind" + (f" ({lag.trouble})" if lag.trouble else "")
        for lag in lags(READERS, now_ms=now_ms)
        if lag.batches
    ]
    if Changed.objects.exists():
        lines.append("people: changes on their way to the columns")
    if launching := Launch.objects.filter(asked_at__isnull=True).count():
        lines.append(f"campaigns: {launching} still asking their audience")
    due = Message.objects.filter(state__in=("asked", "claimed"), due_ms__lte=now_ms).exists()
    if due or Message.objects.filter(state="claimed").exists():
        lines.append("outbox: messages are due")
    return lines
