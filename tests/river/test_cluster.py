"""When one machine is not enough: PostgreSQL and a ClickHouse server by their addresses, and nothing else changes."""

import subprocess
from pathlib import Path

import pytest

from tests import clickhouse, postgres
from tests.program import Program, free_port, words_of

ORDER = {"type": "track", "event": "Order Completed", "userId": "devi"}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory):
    """PostgreSQL and a ClickHouse server with an installation on them: its settings, its keys."""
    folder = tmp_path_factory.mktemp("cluster")
    with clickhouse.serving(folder / "clickhouse", free_port()) as columns_url:
        database_url = postgres.start(folder / "postgres")
        shared = {"POLKU_DATABASE_URL": database_url, "POLKU_COLUMNS_URL": columns_url, "POLKU_SECRET_KEY": "the same"}
        yield shared, Program(folder, settings=shared).init("aino@kahvila.example")
        postgres.stop()


@pytest.fixture
def cluster(servers, tmp_path: Path):
    """A program for intake and pages, and one for the loops, each with a data folder of its own; and their keys."""
    shared, keys = servers
    both = [Program(tmp_path / name, settings=shared) for name in ("doors", "loops")]
    for program in both:
        program.folder.mkdir()
    yield *both, keys
    for program in both:
        program.kill()


def test_people_an_audience_and_a_campaign_over_two_servers(cluster):
    doors, loops, keys = cluster
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
    doors, loops, keys = cluster
    loops.settings = {**loops.settings, "POLKU_COLUMNS_URL": f"clickhouse://127.0.0.1:{free_port()}/shop"}
    doors.start("--no-work")
    working = subprocess.Popen(words_of("work"), env=loops.environ)
    try:
        doors.post("/v1/track", {"writeKey": keys["write_key"], **ORDER, "event": "Cup Broken"})
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
    assert doors.columns("SELECT count() FROM events WHERE name = 'Cup Broken'") == [[1]]
