"""PostgreSQL: two programs take events in, a third carries the river on."""

import subprocess
import threading
from pathlib import Path

import pytest

from tests import postgres
from tests.program import Program, words_of


@pytest.fixture
def doors(tmp_path: Path):
    """Two intakes on one database. Each has a data folder of its own, as on two machines."""
    url = postgres.start(tmp_path / "postgres")
    settings = {"POLKU_DATABASE_URL": url, "POLKU_SECRET_KEY": "the same everywhere"}
    both = [Program(tmp_path / name, settings=settings) for name in ("one", "two")]
    for program in both:
        program.folder.mkdir()
    yield both
    for program in both:
        program.kill()
    postgres.stop()


def test_events_of_two_intakes_are_each_counted_once(doors):
    one, two = doors
    keys = one.init("aino@kahvila.example")
    one.start("--no-work")
    two.start("--no-work")
    working = subprocess.Popen(words_of("work"), env=one.environ)
    try:
        senders = [threading.Thread(target=send, args=(door, keys["write_key"])) for door in doors]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        drained = one.run("drain", "--timeout", "60")
    finally:
        working.terminate()
        working.wait(30)

    assert (drained.returncode, drained.stderr) == (0, "")
    people = one.get("/api/people?limit=10", api_key=keys["api_key"])["people"]
    assert [(person["orders"], person["revenue"]) for person in people] == [(2_000, 2_000.0)]
    assert one.columns("SELECT count(), uniqExact(id) FROM events") == [[2_000, 2_000]]


def send(door: Program, write_key: str) -> None:
    """A thousand orders of one customer, each batch sent twice as clients do that missed the answer."""
    for start in range(0, 1_000, 20):
        batch = [
            {
                "type": "track",
                "event": "Order Completed",
                "userId": "devi",
                "messageId": f"{door.folder.name} {number}",
                "properties": {"order_id": f"{door.folder.name} {number}", "revenue": 1, "currency": "USD"},
            }
            for number in range(start, start + 20)
        ]
        for _ in range(2):
            assert door.post("/v1/batch", {"writeKey": write_key, "batch": batch}) == {"success": True}
