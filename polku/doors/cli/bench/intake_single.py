"""One event a request, 16 connections, each answered when it is on the disk."""

from typing import Any

from polku.doors.cli.bench import intake

ASKED = "3,000 requests/s"


def measure(*, short: bool) -> dict[str, Any]:
    return intake.measure(short=short, size=1, requests=30_000) | {"asked": ASKED}
