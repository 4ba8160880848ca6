"""polku doctor: is this installation well? One line each."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import NamedTuple

import click

from polku.doors.cli.open_house import open_house
from polku.kit import clock


class Finding(NamedTuple):
    is_well: bool
    line: str


@click.command(name="doctor")
def command() -> None:
    """Check settings, disk, clock, versions and readers; exit 1 if something needs a hand."""
    open_house()
    findings = [*settings_found(), disk(), clock_and_log(), versions(), *readers(), *ledger()]
    for finding in findings:
        click.echo(("ok    " if finding.is_well else "look  ") + finding.line)
    sys.exit(0 if all(finding.is_well for finding in findings) else 1)


def settings_found() -> Iterator[Finding]:
    from django.conf import settings

    for setting in settings.SETTINGS:
        given = settings.READ.environ.get(setting.name)
        if given and setting.unit == "secret":
            given = "(given)"
        kept = "(secret.key in the data folder)" if setting.unit == "secret" else "(none)"
        yield Finding(True, f"{setting.name} = {given or setting.default or kept} · {setting.unit}")
    yield Finding(True, f"database {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}")


def disk() -> Finding:
    from django.conf import settings

    usage = shutil.disk_usage(settings.DATA_DIR)
    free_mb = usage.free // 2**20
    reserve_mb = settings.DISK_RESERVE_MB
    line = f"disk: {free_mb} MB free of {usage.total // 2**20} MB; below {reserve_mb} MB the intake answers 503"
    return Finding(free_mb > 2 * reserve_mb, line)


def clock_and_log() -> Finding:
    from polku.know.events.models import LogBatch

    newest = LogBatch.objects.order_by("-seq").values_list("received_ms", flat=True).first()
    now_ms = clock.now_ms()
    if newest is None:
        return Finding(True, f"clock: {clock.now():%Y-%m-%d %H:%M:%S} UTC; the log is empty")
    behind_s = (newest - now_ms) // 1000
    if behind_s > 60:
        return Finding(False, f"clock: the newest batch is {behind_s} s ahead of this machine's clock; set the clock")
    return Finding(True, f"clock: {clock.now():%Y-%m-%d %H:%M:%S} UTC; the newest batch came {-behind_s} s ago")


def versions() -> Finding:
    programs = " · ".join(f"{name} {version(name)}" for name in ("polku", "django", "chdb", "clickhouse-connect"))
    return Finding(True, f"versions: {programs} · sqlite {sqlite3.sqlite_version} · python {sys.version.split()[0]}")


def ledger() -> Iterator[Finding]:
    """What people have, computed again from the first movement."""
    from polku.act.rewards.prove import wrong

    found = list(wrong())
    yield from (Finding(False, f"ledger: {line}") for line in found)
    if not found:
        yield Finding(True, "ledger: what is left is what the movements make, and nothing went beyond what was allowed")


def readers() -> Iterator[Finding]:
    from polku.flow import READERS
    from polku.know.events.lag import lags

    for lag in lags(READERS, now_ms=clock.now_ms()):
        well = not lag.trouble and lag.seconds < 60
        line = f"reader {lag.reader}: {lag.batches} batches behind, the next waiting for {lag.seconds:.0f} s"
        yield Finding(well, line + (f" · {lag.trouble}" if lag.trouble else ""))
