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
    from django.db.models import Q

    from polku.act.campaigns.models import Launch
    from polku.flow import READERS
    from polku.know.events.lag import lags
    from polku.know.events.read import last_seq
    from polku.know.people.models import Changed
    from polku.say.outbox.packed.models import MessageCounted

    # In the order in which things flow, so that nothing slips past the look; what the outbox settles is a new event.
    now_ms, end = clock.now_ms(), last_seq()
    lines = [
        f"{lag.reader}: {lag.batches} batches behind" + (f" ({lag.trouble})" if lag.trouble else "")
        for lag in lags(READERS, now_ms=now_ms)
        if lag.batches
    ]
    if Changed.objects.exists():
        lines.append("people: changes on their way to the columns")
    if launching := Launch.objects.filter(asked_at__isnull=True).count():
        lines.append(f"campaigns: {launching} still asking their audience")
    if MessageCounted.objects.filter(Q(state="claimed") | Q(state="asked", due_ms__lte=now_ms)).exists():
        lines.append("outbox: messages are due")
    if not lines and last_seq() != end:
        lines.append("log: something came in while we looked")
    return lines
