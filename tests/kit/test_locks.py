"""Locks between threads and processes, and the turns of those who write into SQLite."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper

from polku.kit import turns
from polku.kit.locks import FOR_EVER, FileLock
from polku.kit.sql import Raw, django_database

HOLD = (
    "import sys, time; from pathlib import Path; from polku.kit.locks import FileLock; "
    "print(FileLock(Path(sys.argv[1])).acquire(), flush=True); sys.stdin.read()"
)


@contextmanager
def held_elsewhere(path: Path) -> "Iterator[subprocess.Popen[str]]":
    """By another process, until it is killed."""
    words = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        try:
            yield process
        finally:
            process.kill()


def in_a_thread(work) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_one_thread_holds_it_as_often_as_it_likes_and_another_waits(tmp_path):
    lock, got = FileLock(tmp_path / "deep" / "one"), []
    assert lock.acquire()
    assert lock.acquire()

    def other() -> None:
        got.append(lock.acquire())
        got.append(lock.acquire(wait_s=FOR_EVER))
        lock.release()

    thread = in_a_thread(other)
    lock.release()
    while not got:
        pass
    assert got == [False]
    lock.release()
    thread.join(10)

    assert got == [False, True]


def test_another_process_holds_it_until_it_ends(tmp_path):
    lock = FileLock(tmp_path / "one")

    with held_elsewhere(tmp_path / "one") as process:
        assert not lock.acquire()
        assert not lock.acquire(wait_s=0.05)
        process.kill()
        assert lock.acquire(wait_s=10)

    lock.release()


@pytest.fixture
def database(tmp_path: Path) -> str:
    raw = Raw(f"sqlite:///{tmp_path}/a.db")
    raw.execute("CREATE TABLE cup (tea text)")
    raw.close()
    return f"sqlite:///{tmp_path}/a.db"


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_who_waits_writes_when_the_other_has_done(database, end):
    first, second, done = Raw(database), Raw(database), threading.Event()
    first.begin()
    first.execute("INSERT INTO cup VALUES ('sencha')")

    def write() -> None:
        second.begin()
        second.execute("INSERT INTO cup VALUES ('hojicha')")
        second.commit()
        done.set()

    thread = in_a_thread(write)
    assert not done.wait(0.05)
    getattr(first, end)()
    assert done.wait(10)
    thread.join()

    kept = [tea for (tea,) in second.execute("SELECT tea FROM cup ORDER BY tea").fetchall()]
    assert kept == (["hojicha", "sencha"] if end == "commit" else ["hojicha"])
    second.close()
    if end != "close":
        first.close()


@contextmanager
def written_by_django(url: str, statement: str) -> Iterator[BaseDatabaseWrapper]:
    """Within a transaction that is still open."""
    connection = ConnectionHandler({"default": django_database(url)})["default"]
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.cursor().execute(statement)
    yield connection
    connection.close()


@pytest.mark.django_db  # else connections are refused; ours is another
@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_django_takes_a_turn_too_and_gives_it_back(database, tmp_path, end):
    turn = FileLock(tmp_path / "a.db-turn")

    with written_by_django(database, "INSERT INTO cup VALUES ('sencha')") as connection:
        assert not turn.acquire()
        getattr(connection, end)()
        assert turn.acquire()
        turn.release()


@pytest.mark.django_db
def test_a_database_in_memory_has_nobody_to_wait_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with written_by_django("sqlite:///:memory:", "CREATE TABLE cup (tea text)"):
        assert list(tmp_path.iterdir()) == []


def test_a_turn_that_never_comes_stops_nobody(database, tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "WAIT_S", 0.05)
    raw = Raw(database)

    with held_elsewhere(tmp_path / "a.db-turn"):
        raw.begin()
        raw.execute("INSERT INTO cup VALUES ('sencha')")
        raw.commit()

    assert raw.execute("SELECT count(*) FROM cup").fetchone() == (1,)
    raw.close()
