"""Somebody is erased: nothing of them is found on the disk, and nothing stops half-way."""

import base64
import json
import random
import time
import urllib.error
import urllib.request
from typing import Any

from polku.kit import ids
from tests.needles import forms_of, found_in, numbers_of
from tests.program import Program

PEOPLE = 250
ERASED = (7, 123, 211)
KILLS = 3


def test_nothing_of_them_is_found_in_the_data_folder(program: Program) -> None:
    keys = program.init("aino@kahvila.example")
    program.start()
    lived(program, keys)
    told(program, keys)
    assert any("email" in found for found in found_in(program.folder / "data", needles()))

    erased = program.run("erase", *(f"devi-{number}-at-kahvila" for number in ERASED[:2]), "--yes")
    asked = delete(program, keys, number_of(ERASED[2]))
    done = finished(program, keys, asked["id"])

    assert erased.returncode == 0, erased.stderr
    assert done["counts"]["people"] == 1
    assert status_of(program, keys, f"/api/people/{ids.public(number_of(ERASED[2]))}") == 404
    assert found_in(program.folder / "data", needles()) == []
    assert program.run("drain", "--timeout", "60").returncode == 0
    assert len(program.get("/api/people?limit=200", api_key=keys["api_key"])["people"]) == 200
    program.stop()
    assert found_in(program.folder / "data", needles()) == []
    assert program.columns("SELECT count() FROM people FINAL") == [[PEOPLE - len(ERASED)]]
    assert program.columns("SELECT uniqExact(identity) FROM stories WHERE source <> 0") == [
        [(PEOPLE - len(ERASED)) * 2]
    ]


def test_killed_at_any_instant_it_is_finished_at_the_next_start(program: Program) -> None:
    keys = program.init("aino@kahvila.example")
    program.start()
    lived(program, keys)
    dice = random.Random(20261122)

    asked = delete(program, keys, number_of(ERASED[0]))
    delete(program, keys, number_of(ERASED[1]))
    for _ in range(KILLS):
        time.sleep(dice.uniform(0.0, 0.6))
        program.kill()
        program.start()
    delete(program, keys, number_of(ERASED[2]))
    finished(program, keys, asked["id"])
    finished(program, keys, asked["id"] + 2)
    program.stop()

    assert found_in(program.folder / "data", needles()) == []
    assert program.columns("SELECT count() FROM people FINAL") == [[PEOPLE - len(ERASED)]]


def test_without_a_server_the_command_does_it_itself(program: Program) -> None:
    keys = program.init("aino@kahvila.example")
    program.start()
    lived(program, keys)
    program.stop()

    told_of = program.run("export", "person", "--email", "devi.7@kahvila.example")
    erased = [program.run("erase", "--email", f"devi.{number}@kahvila.example", "--yes") for number in ERASED]

    assert json.loads(told_of.stdout)["person"]["name"] == "Devi the 7th of Kahvila"
    assert [one.returncode for one in erased] == [0, 0, 0], erased[0].stderr
    assert found_in(program.folder / "data", needles()) == []
    assert program.run("erase", "--email", "devi.7@kahvila.example", "--yes").returncode == 1


def needles() -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for number in ERASED:
        found[f"email of {number}"] = forms_of(f"devi.{number}@kahvila.example")
        found[f"id of {number}"] = forms_of(f"devi-{number}-at-kahvila")
        found[f"name of {number}"] = forms_of(f"Devi the {number}th of Kahvila")
        found[f"phone of {number}"] = forms_of(phone(number)) + forms_of(phone(number).replace(" ", ""))
        found[f"device of {number}"] = forms_of(f"device-{number}-of-theirs")
        for kind, value in (
            ("user_id", f"devi-{number}-at-kahvila"),
            ("email", f"devi.{number}@kahvila.example"),
            ("anonymous_id", f"device-{number}-of-theirs"),
        ):
            identity = ids.identity_id(kind, value)
            found[f"number of {kind} {number}"] = [*numbers_of(identity), *forms_of(ids.public(identity))]
    return found


def phone(number: int) -> str:
    return f"+358 40 7{number:06}1"


def number_of(person: int) -> int:
    return ids.identity_id("user_id", f"devi-{person}-at-kahvila")


def lived(program: Program, keys: dict[str, str]) -> None:
    """Mixed batches, traits that grow, merges, the same batch twice, events that are refused."""
    for turn in range(3):
        for start in range(0, PEOPLE, 50):
            batch = [event for number in range(start, start + 50) for event in doings(number, turn)]
            send(program, keys, batch)
            if turn == 1:
                send(program, keys, batch)
    assert program.run("drain", "--timeout", "120").returncode == 0


def doings(number: int, turn: int) -> list[dict[str, Any]]:
    who = {"userId": f"devi-{number}-at-kahvila"}
    traits = {
        "email": f"devi.{number}@kahvila.example",
        "name": f"Devi the {number}th of Kahvila",
        "phone": phone(number),
        "note": "x" * (turn * 60),
    }
    order = {"order_id": f"o-{number}-{turn}", "revenue": 9, "currency": "USD"}
    return [
        {"type": "identify", **who, "messageId": f"i-{number}-{turn}", "traits": traits},
        {"type": "track", "event": "Order Completed", **who, "messageId": f"o-{number}-{turn}", "properties": order},
        {
            "type": "page",
            "anonymousId": f"device-{number}-of-theirs",
            "messageId": f"p-{number}-{turn}",
            "name": "Home",
        },
        {"type": "identify", **who, "anonymousId": f"device-{number}-of-theirs", "messageId": f"m-{number}-{turn}"},
        {"type": "nonsense", **who, "messageId": f"n-{number}-{turn}"},
    ]


def told(program: Program, keys: dict[str, str]) -> None:
    """Everybody has got a message with their name."""
    given = {
        "name": "Thank you",
        "channel": "paper",
        "subject": "For {{ person.name }}",
        "body": "Hello {{ person.name }}, {{ person.email }}",
        "audience": {"rule": {"did": "Order Completed"}},
    }
    campaign = program.post("/api/campaigns", given, api_key=keys["api_key"])
    program.post(f"/api/campaigns/{campaign['id']}/launch", {}, api_key=keys["api_key"])
    assert program.run("drain", "--timeout", "60").returncode == 0


def send(program: Program, keys: dict[str, str], batch: list[dict[str, Any]]) -> None:
    user = base64.b64encode(f"{keys['write_key']}:".encode()).decode()
    headers = {"Authorization": f"Basic {user}", "Content-Type": "application/json"}
    body = json.dumps({"batch": batch}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{program.url}/v1/batch", body, headers), timeout=60).close()


def delete(program: Program, keys: dict[str, str], number: int) -> Any:
    address = f"{program.url}/api/people/{ids.public(number)}"
    headers = {"Authorization": f"Bearer {keys['api_key']}"}
    with urllib.request.urlopen(
        urllib.request.Request(address, headers=headers, method="DELETE"), timeout=30
    ) as answer:
        return json.load(answer)


def finished(program: Program, keys: dict[str, str], erasure: int) -> Any:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        found = program.get(f"/api/erasures/{erasure}", api_key=keys["api_key"])
        if found["state"] == "done":
            return found
        time.sleep(0.2)
    raise AssertionError(f"not done: {found}\n{program.log.read_text()[-3000:]}")


def status_of(program: Program, keys: dict[str, str], path: str) -> int:
    try:
        program.get(path, api_key=keys["api_key"])
    except urllib.error.HTTPError as answer:
        return answer.code
    return 200
