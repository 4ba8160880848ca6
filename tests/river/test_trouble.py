"""What goes wrong around the program: a second one on its folder, a damaged column store, a bad setting."""

import json
import os
import shutil
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.program import Program

EVENT = {"type": "track", "event": "Tea Bought", "userId": "devi", "messageId": "m1"}


def names(program: Program, keys: dict[str, str]) -> list[str]:
    person = program.get("/api/people/lookup?kind=user_id&value=devi", api_key=keys["api_key"])
    return [
        event["name"] for event in program.get(f"/api/people/{person['id']}/events", api_key=keys["api_key"])["events"]
    ]


def send(program: Program, keys: dict[str, str], event: dict[str, str]) -> None:
    assert program.post("/v1/track", {**event, "writeKey": keys["write_key"]}) == {"success": True}


def test_a_second_program_on_one_folder_says_one_sentence(program):
    program.init("aino@kahvila.example")
    program.start()

    second = Program(program.folder).run("serve")

    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr == (
        f"Error: another polku (process {program.running.pid}) is already at work in {program.folder / 'data'}; "
        "stop it first, or give this one a folder of its own with POLKU_DATA_DIR\n"
    )


def test_the_process_that_folds_is_killed_and_people_appear_nevertheless(program):
    keys = program.init("aino@kahvila.example")
    program.start()
    children = Path(f"/proc/{program.running.pid}/task/{program.running.pid}/children")
    [folding] = map(int, children.read_text().split())

    os.kill(folding, signal.SIGKILL)
    send(program, keys, EVENT)
    assert program.run("drain", "--timeout", "30").returncode == 0

    assert names(program, keys) == ["Tea Bought"]
    program.stop()


def test_a_taken_port_says_one_sentence(program):
    with socket.socket() as other:
        other.bind(("127.0.0.1", program.port))
        other.listen()
        found = program.run("serve")

    assert found.returncode == 1
    assert found.stderr == (
        f"Error: cannot listen on 127.0.0.1:{program.port} (Address already in use); "
        "choose another with --port or POLKU_PORT\n"
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("POLKU_PORT", "many", 'POLKU_PORT is "many": it must be a whole number of at least 1 and at most 65535'),
        ("POLKU_COLUMNS_URL", "mysql://x", 'POLKU_COLUMNS_URL is "mysql://x": it must start with chdb:// or '),
        ("POLKU_DEBUG", "perhaps", 'POLKU_DEBUG is "perhaps": it must be yes or no'),
    ],
)
def test_nonsense_in_a_setting_stops_the_start(program, name, value, sentence):
    program.settings[name] = value

    found = program.run("serve")

    assert found.returncode == 1
    assert found.stderr.startswith(sentence)
    assert len(found.stderr.splitlines()) == 1


def test_a_damaged_column_store_is_told_and_made_again(program):
    keys = program.init("aino@kahvila.example")
    program.start()
    send(program, keys, EVENT)
    assert program.run("drain").returncode == 0
    program.stop()
    for file in (program.folder / "data" / "columns").rglob("*"):
        if file.is_file():
            file.write_bytes(b"not what it was")

    program.start()
    send(program, keys, {**EVENT, "messageId": "m2"})
    health = troubled(program)
    person = program.get("/api/people/lookup?kind=user_id&value=devi", api_key=keys["api_key"])
    assert health["status"] == "degraded"
    assert [one["value"] for one in person["identities"]] == ["devi"]

    rebuilt = program.run("rebuild", "columns")
    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")
    assert program.run("drain").returncode == 0
    assert names(program, keys) == ["Tea Bought", "Tea Bought"]


def test_a_missing_column_store_is_filled_again_from_the_log(program):
    keys = program.init("aino@kahvila.example")
    program.start()
    send(program, keys, EVENT)
    assert program.run("drain").returncode == 0
    program.stop()
    shutil.rmtree(program.folder / "data" / "columns")

    program.start()
    rebuilt = program.run("rebuild", "columns")

    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")
    assert program.run("drain").returncode == 0
    assert names(program, keys) == ["Tea Bought"]


def test_columns_are_rebuilt_by_the_command_itself_when_nothing_runs(program):
    keys = program.init("aino@kahvila.example")
    program.start()
    send(program, keys, EVENT)
    assert program.run("drain").returncode == 0
    program.stop()

    rebuilt = program.run("rebuild", "columns")

    assert rebuilt.returncode == 0, rebuilt.stderr
    assert program.columns("SELECT name FROM events") == [["Tea Bought"]]


def test_doctor_tells_how_it_is(program):
    program.init("aino@kahvila.example")
    program.start()

    found = program.run("doctor")

    assert found.returncode == 0, found.stdout
    assert json.dumps(found.stdout).count("reader ") >= 4


def troubled(program: Program) -> dict[str, object]:
    """The health once a reader has said that it stands still."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        health: dict[str, object] = program.get("/api/health")
        if health["status"] != "ok":
            return health
        time.sleep(0.2)
    return health
