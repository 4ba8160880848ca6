"""A disk that is really full: the intake says so, loses nothing it acknowledged, and goes on when there is room."""

import json
import os
import sqlite3
import subprocess
import time
import urllib.error
from contextlib import closing
from pathlib import Path

import pytest

from tests.program import Program

TOO_MANY = 400
PADDING = "x" * 4_000


@pytest.fixture
def program(tmp_path: Path):
    """On a disk of its own, small enough to fill."""
    data = tmp_path / "data"
    data.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", str(data)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    program = Program(tmp_path, settings={"POLKU_DISK_RESERVE_MB": "0"})
    yield program
    program.kill()
    subprocess.run(["umount", str(data)], check=True)


def test_a_full_disk_loses_nothing_and_the_program_recovers(program):
    keys = program.init("aino@kahvila.example")
    program.start()

    acknowledged = fill(program, keys["write_key"])
    make_room(program)
    wait_until_accepted(program, keys["write_key"])
    drained = program.run("drain", "--timeout", "120")

    assert (drained.returncode, drained.stderr) == (0, "")
    assert program.get("/api/health")["status"] == "ok"
    program.stop()
    assert missing(program, acknowledged) == []
    assert program.columns("SELECT count(), uniqExact(id) FROM events") == [[len(acknowledged) + 1] * 2]


def batch(number: int) -> list[dict[str, object]]:
    return [
        {"type": "track", "event": "A", "userId": f"u{n}", "messageId": f"m{number}-{n}", "properties": {"x": PADDING}}
        for n in range(100)
    ]


def fill(program: Program, write_key: str) -> list[str]:
    """Send until it says that it is full; gives the ids that it acknowledged."""
    acknowledged: list[str] = []
    for number in range(TOO_MANY):
        events = batch(number)
        try:
            program.post("/v1/batch", {"batch": events, "writeKey": write_key})
        except urllib.error.HTTPError as refused:
            if (refused.code, refused.headers["Retry-After"]) != (503, "5"):
                raise
            return acknowledged
        acknowledged += [str(event["messageId"]) for event in events]
    raise AssertionError("the disk never filled")


def make_room(program: Program) -> None:
    data = str(program.folder / "data")
    subprocess.run(["mount", "-o", "remount,size=600m", data], check=True)


def wait_until_accepted(program: Program, write_key: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            program.post("/v1/track", {"event": "A", "userId": "u1", "messageId": "after", "writeKey": write_key})
        except urllib.error.HTTPError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError("the intake did not come back")


def missing(program: Program, ids: list[str]) -> list[str]:
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        rows = database.execute("SELECT payload FROM log_batch").fetchall()
    kept = {event["messageId"] for (payload,) in rows for event in json.loads(payload)["batch"]}
    return sorted(set(ids) - kept)
