"""The write-ahead log is carried into the database by another thread than that which writes it."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from polku.doors.ingest.accept import Accepted
from polku.doors.ingest.checkpoints import EVERY_BYTES, Checkpoints
from polku.doors.ingest.writer import Writer
from polku.kit import clock
from polku.kit.sql import Raw
from polku.know.events.append import Batch

MB = 2**20
ENOUGH = EVERY_BYTES // MB


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a database of which nothing is carried by itself while `writer` is open."""
    return tmp_path


@pytest.fixture
def writer(folder: Path) -> Iterator[Raw]:
    raw = Raw(f"sqlite:///{folder}/a.db")
    raw.execute("PRAGMA wal_autocheckpoint=0")
    raw.execute("CREATE TABLE cup (tea blob)")
    yield raw
    raw.close()


@pytest.fixture
def checkpoints(folder: Path) -> Iterator[Checkpoints]:
    made = Checkpoints(f"sqlite:///{folder}/a.db")
    made.start()
    yield made
    made.stop()


def carried_mb(folder: Path, *, at_least: float, within_s: float = 10) -> float:
    """What the database's own file holds, as soon as that is so much."""
    end = clock.monotonic() + within_s
    while (size := (folder / "a.db").stat().st_size / MB) < at_least and clock.monotonic() < end:
        clock.pause(0.01)
    return size


def write(writer: Raw, checkpoints: Checkpoints, *, mb: int) -> None:
    for _ in range(mb):
        writer.execute("INSERT INTO cup VALUES (zeroblob(%s))", [MB])
        checkpoints.wrote(MB)


def test_it_is_carried_when_much_was_written_and_not_before(folder, writer, checkpoints):
    write(writer, checkpoints, mb=ENOUGH - 1)
    assert carried_mb(folder, at_least=1, within_s=0.2) < 1

    write(writer, checkpoints, mb=1)

    assert carried_mb(folder, at_least=ENOUGH) >= ENOUGH


def test_it_is_carried_while_a_transaction_is_open(folder, writer, checkpoints):
    write(writer, checkpoints, mb=ENOUGH - 1)
    writer.begin()
    write(writer, checkpoints, mb=1)

    assert carried_mb(folder, at_least=ENOUGH - 1) >= ENOUGH - 1
    writer.rollback()


def test_trouble_is_told_and_it_tries_again(folder, writer, checkpoints, caplog):
    writer.close()
    for name in ("a.db", "a.db-wal", "a.db-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "a.db").mkdir()

    with caplog.at_level(logging.WARNING):
        checkpoints.wrote(EVERY_BYTES)
        until = clock.monotonic() + 10
        while "could not be carried" not in caplog.text and clock.monotonic() < until:
            clock.pause(0.01)
    assert "could not be carried" in caplog.text
    (folder / "a.db").rmdir()
    again = Raw(f"sqlite:///{folder}/a.db")
    again.execute("PRAGMA wal_autocheckpoint=0")
    again.execute("CREATE TABLE cup (tea blob)")
    write(again, checkpoints, mb=ENOUGH)

    assert carried_mb(folder, at_least=ENOUGH) >= ENOUGH
    again.close()


def test_what_the_intake_writes_is_carried(folder, writer):
    """Nobody else does: the intake itself not before 128 MB, and the other connection never."""
    writer.execute("CREATE TABLE log_batch (seq INTEGER PRIMARY KEY, received_ms, source, count, payload)")
    intake = Writer(
        f"sqlite:///{folder}/a.db", queue_bytes=64 * MB, folder=folder, disk_reserve_bytes=0, refusals_kept=0
    )
    accepted = Accepted(Batch(1, 1, 1, bytes(MB)), [])

    async def write_much() -> None:
        for _ in range(ENOUGH + 1):
            await intake.write(accepted, source=1)

    intake.start()
    asyncio.run(write_much())
    carried = carried_mb(folder, at_least=ENOUGH - 1)
    intake.stop()

    assert carried >= ENOUGH - 1
