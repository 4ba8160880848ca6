"""When one machine is not enough: PostgreSQL and a ClickHouse server by their addresses, and nothing else changes."""

import subprocess
from pathlib import Path

import psycopg
import pytest

from tests import clickhouse, postgres
from tests.program import Program, free_port, words_of
from tests.river.test_kill_email import wait_for

ORDER = {"type": "track", "event": "Order Completed", "userId": "devi"}
PEOPLE, PER_MINUTE, LOSSES = 600, 3_000, 3
OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


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


def test_a_campaign_of_three_versions_outlives_a_worker_and_every_connection(cluster, tmp_path):
    doors, loops, keys = cluster
    other = Program(tmp_path / "other", settings=loops.settings)
    other.folder.mkdir()
    doors.start("--no-work")
    working = [subprocess.Popen(words_of("work"), env=one.environ) for one in (loops, other)]
    try:
        for start in range(0, PEOPLE, 100):
            bought(doors, keys, *(f"customer {number}" for number in range(start, start + 100)))
        bought(doors, keys, "emile", times=1)
        assert doors.run("drain", "--timeout", "60").returncode == 0

        campaign = launched(doors, keys)
        wait_for(lambda: copies(doors) > 0)
        working[0].kill()
        for _ in range(LOSSES):
            before = copies(doors)
            lose_connections(doors)
            wait_for(lambda before=before: copies(doors) > before)
        bought(doors, keys, "fumi", times=1)
        assert doors.run("drain", "--timeout", "90").returncode == 0
        done = doors.get(f"/api/campaigns/{campaign}", api_key=keys["api_key"])
    finally:
        for one in working:
            one.terminate()
            one.wait(30)

    assert (done["state"], done["audience_size"], done["progress"]["sent"]) == ("done", PEOPLE, PEOPLE)
    assert ask(doors, "SELECT count(*), count(DISTINCT identity_id), count(DISTINCT subject) FROM paper_copy") == (
        PEOPLE, PEOPLE, 3
    )  # fmt: skip
    orders = PEOPLE * 2 + 2
    assert loops.columns("SELECT count(), uniqExact(id) FROM events WHERE name = 'Order Completed'") == [
        [orders, orders]
    ]


def bought(doors: Program, keys: dict[str, str], *users: str, times: int = 2) -> None:
    """Sent again until it is accepted, as clients do."""
    batch = [
        {
            **ORDER,
            "userId": user,
            "messageId": f"{user} {time}",
            "properties": {"order_id": f"{user} {time}", "revenue": 4.5, "currency": "USD", "it's": "a 'q'"},
        }
        for user in users
        for time in range(times)
    ]

    def is_accepted() -> bool:
        try:
            return doors.post("/v1/batch", {"writeKey": keys["write_key"], "batch": batch}) == {"success": True}
        except OSError:
            return False

    wait_for(is_accepted)


def launched(doors: Program, keys: dict[str, str]) -> int:
    """To whoever has bought twice, slowly enough that there is a midst of it."""
    rule = {"did": "Order Completed", "within": "30d", "count": {"gte": 2}}
    given = {"name": "Thanks", "channel": "paper", "subject": "Hello", "body": "Hi", "audience": {"rule": rule}}
    campaign = doors.post("/api/campaigns", given, api_key=keys["api_key"])["id"]
    at = f"/api/campaigns/{campaign}"
    for subject in ("Good day", "Good evening"):
        doors.post(f"{at}/variants", {"subject": subject}, api_key=keys["api_key"])
    doors.post(f"{at}/trial", {"percent": 100}, api_key=keys["api_key"], verb="PUT")
    doors.post(f"{at}/pace", {"unit": "minute", "number": PER_MINUTE}, api_key=keys["api_key"], verb="PUT")
    doors.post(f"{at}/launch", {}, api_key=keys["api_key"])
    return int(campaign)


def ask(program: Program, sql: str) -> tuple[int, ...]:
    with psycopg.connect(program.settings["POLKU_DATABASE_URL"]) as connection:
        return connection.execute(sql).fetchone()


def copies(program: Program) -> int:
    return ask(program, "SELECT count(*) FROM paper_copy")[0]


def lose_connections(program: Program) -> None:
    """Everybody's but our own, as when the server is restarted."""
    assert ask(program, f"SELECT count(pg_terminate_backend(pid)) FROM ({OTHERS}) others")[0] > 0


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
