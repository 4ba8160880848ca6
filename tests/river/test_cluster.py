"""When one machine is not enough: PostgreSQL and a ClickHouse server by their addresses, and nothing else changes."""

import subprocess
from pathlib import Path

import pytest

from tests import clickhouse, postgres
from tests.program import Program, free_port, words_of

ORDER = {"type": "track", "event": "Order Completed", "userId": "devi"}


@pytest.fixture
def cluster(tmp_path: Path):
    """A program for intake and pages, and one for the loops, each with a data folder of its own."""
    with clickhouse.serving(tmp_path / "clickhouse", free_port()) as columns_url:
        database_url = postgres.start(tmp_path / "postgres")
        shared = {"POLKU_DATABASE_URL": database_url, "POLKU_COLUMNS_URL": columns_url, "POLKU_SECRET_KEY": "the same"}
        both = [Program(tmp_path / name, settings=shared) for name in ("doors", "loops")]
        for program in both:
            program.folder.mkdir()
        yield both
        for program in both:
            program.kill()
        postgres.stop()


def test_people_an_audience_and_a_campaign_over_two_servers(cluster):
    doors, loops = cluster
    keys = doors.init("aino@kahvila.example")
    doors.start("--no-work")
    working = subprocess.Popen(words_of("work"), env=loops.environ)
    try:
        for number in range(2):
            order = {
                **ORDER,
                "properties": {"order_id": f"o{number}", "revenue": 4.5, "currency": "USD", "it's": "a 'q'"},
            }
            doors.post("/v1/track", {"writeKey": keys["write_key"], "messageId": f"m{number}", **order})
        doors.post(
            "/v1/track", {"writeKey": keys["write_key"], **ORDER, "userId": "emile", "properties": {"order_id": "x"}}
        )
        assert doors.run("drain", "--timeout", "60").returncode == 0
        rule = {"did": "Order Completed", "within": "30d", "count": {"gte": 2}}
        campaign = doors.post(
            "/api/campaigns",
            {"name": "Thanks", "channel": "paper", "body": "Hello", "audience": {"rule": rule}},
            api_key=keys["api_key"],
        )
        doors.post(f"/api/campaigns/{campaign['id']}/launch", {}, api_key=keys["api_key"])
        assert doors.run("drain", "--timeout", "60").returncode == 0
        done = doors.get(f"/api/campaigns/{campaign['id']}", api_key=keys["api_key"])
    finally:
        working.terminate()
        working.wait(30)

    assert (done["state"], done["audience_size"], done["progress"]["sent"]) == ("done", 1, 1)
    assert loops.columns("SELECT count(), uniqExact(id) FROM events WHERE name = 'Order Completed'") == [[3, 3]]


def test_a_server_that_was_away_is_caught_up_with(cluster, tmp_path):
    doors, loops = cluster
    keys = doors.init("aino@kahvila.example")
    loops.settings = {**loops.settings, "POLKU_COLUMNS_URL": f"clickhouse://127.0.0.1:{free_port()}/shop"}
    doors.start("--no-work")
    working = subprocess.Popen(words_of("work"), env=loops.environ)
    try:
        doors.post("/v1/track", {"writeKey": keys["write_key"], **ORDER})
        behind = doors.run("drain", "--timeout", "3")
    finally:
        working.terminate()
        working.wait(30)
    working = subprocess.Popen(words_of("work"), env=doors.environ)
    try:
        drained = doors.run("drain", "--timeout", "60")
    finally:
        working.terminate()
        working.wait(30)

    assert (behind.returncode, drained.returncode) == (1, 0)
    assert doors.columns("SELECT count() FROM events WHERE name = 'Order Completed'") == [[1]]
