"""What was committed is carried into the database's own file by who wrote it, after the commit."""

import logging
import sqlite3
import threading

import pytest

from polku.kit import checkpoints
from polku.kit.checkpoints import EVERY_S, answers_somebody, carry_when_due
from polku.kit.sql import Raw
from polku.kit.turns import Turn

MB = 2**20


@pytest.fixture(autouse=True)
def nothing_written(monkeypatch):
    monkeypatch.setattr(checkpoints, "_written_s", 0.0)


def to_their_end(answer):
    """In a thread of its own, and what it has begun beside."""
    answering = threading.Thread(target=answer)
    answering.start()
    answering.join()
    for beside in [one for one in threading.enumerate() if one.name == "checkpoint"]:
        beside.join()


def test_it_is_carried_once_much_was_written_and_the_log_begins_anew(tmp_path):
    path = tmp_path / "a.db"
    raw = Raw(f"sqlite:///{path}")
    raw.execute("CREATE TABLE cup (tea blob)")
    connection, turn = sqlite3.connect(path, isolation_level=None), Turn(path)
    raw.execute("INSERT INTO cup VALUES (zeroblob(%s))", [MB])

    carry_when_due(connection, turn, EVERY_S * 0.6, database=path)
    assert path.stat().st_size < MB
    carry_when_due(connection, turn, EVERY_S * 0.6, database=path)

    assert path.stat().st_size >= MB
    log_size = (tmp_path / "a.db-wal").stat().st_size
    raw.execute("INSERT INTO cup VALUES (zeroblob(%s))", [MB // 2])
    assert (tmp_path / "a.db-wal").stat().st_size == log_size
    other = Turn(path)
    other.take()  # nobody has it
    other.give_back()
    connection.close()
    raw.close()


def test_trouble_is_told_and_nobody_waits_for_the_turn(tmp_path, caplog):
    connection, turn = sqlite3.connect(tmp_path / "a.db"), Turn(tmp_path / "a.db")
    connection.close()

    with caplog.at_level(logging.WARNING):
        carry_when_due(connection, turn, EVERY_S, database=tmp_path / "a.db")

    assert "could not be carried" in caplog.text


def test_a_thread_that_answers_somebody_does_not_carry_itself(tmp_path, caplog):
    path = tmp_path / "a.db"
    raw = Raw(f"sqlite:///{path}")
    raw.execute("CREATE TABLE cup (tea blob)")
    raw.execute("INSERT INTO cup VALUES (zeroblob(%s))", [MB])
    other, turn = sqlite3.connect(":memory:"), Turn(path)
    other.close()  # it would say that it cannot

    def answer():
        answers_somebody()
        carry_when_due(other, turn, EVERY_S, database=path)

    with caplog.at_level(logging.WARNING):
        to_their_end(answer)

    assert path.stat().st_size >= MB
    assert caplog.text == ""
    turn.take()  # nobody has it
    turn.give_back()
    raw.close()


def test_trouble_beside_is_told_too(tmp_path, caplog):
    def answer():
        answers_somebody()
        carry_when_due(None, None, EVERY_S, database=tmp_path)  # no file, a folder

    with caplog.at_level(logging.WARNING):
        to_their_end(answer)

    assert "could not be carried" in caplog.text
