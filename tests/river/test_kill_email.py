"""kill -9 of the whole program while a campaign of three versions goes out by e-mail, and falls back on paper.

Nobody gets it twice, and what may have arrived is said; who is refused gets it on paper, once, and nobody else does.
"""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from polku.say.outbox.packed.pack import identities_of, places_of
from tests.program import Program
from tests.river.test_kill import Shop
from tests.say.channels.email.rogue import Rogue

KILLS = 5
PEOPLE = 600
GONE = "gone"
FIRST = "cause NOT LIKE '%/%'"  # round
SET_UP = """
import sys, django
django.setup()
from polku.kit import clock
from polku.say.channels.email.settings import keep
server = {"host": "127.0.0.1", "port": int(sys.argv[1]), "security": "none", "from_address": "aino@kahvila.example"}
keep({**server, "connections": 5, "per_second": 40}, password=None, by=None, now=clock.now())
"""


def refuses(step, address):
    """Every tenth address is not there any more."""
    return "550 5.1.1 no such mailbox" if step == "RCPT" and address.startswith(GONE) else ""


def test_nobody_gets_an_email_twice_and_what_may_have_arrived_is_said(program):
    server = Rogue(refuses)
    keys = program.init("aino@kahvila.example")
    done = subprocess.run(
        [sys.executable, "-c", SET_UP, str(server.port)],
        env={**program.environ, "DJANGO_SETTINGS_MODULE": "polku.settings"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    program.start()
    shop = Shop(program, keys["write_key"])
    for start in range(0, PEOPLE, 100):
        shop.deliver([event for number in range(start, start + 100) for event in introduced(number)])
    assert program.run("drain", "--timeout", "60").returncode == 0
    dice = random.Random(20261122)

    launch(program, keys["api_key"])
    wait_for(lambda: server.taken)
    for _kill in range(KILLS):
        time.sleep(dice.uniform(0.2, 0.8))
        program.kill()
        program.start()
    drained = program.run("drain", "--timeout", "120")
    assert (drained.returncode, drained.stderr) == (0, "")
    wait_for(lambda: len(on_paper(program)) >= len(by_state(program)["failed"]))
    program.stop()
    server.stop()

    states = by_state(program)
    assert states.keys() == {"sent", "unknown", "failed"}
    assert sorted(on_paper(program)) == sorted(states["failed"])
    assert all(address.startswith(GONE) for address in states["failed"])
    assert 0 < len(states["failed"]) <= PEOPLE // 10
    assert sum(map(len, states.values())) == PEOPLE
    assert set(server.taken.values()) == {1}
    assert states["sent"] <= server.taken.keys() <= states["sent"] | states["unknown"]
    assert 0 < len(states["unknown"]) < PEOPLE
    assert said_unknown(program) == len(states["unknown"])
    assert {version for version, _count in versions(program)} == {0, 1, 2}
    assert all(150 < count < 250 for _version, count in versions(program))


def introduced(number: int) -> list[dict[str, object]]:
    who = {"userId": f"customer {number}"}
    name = f"{GONE}{number}" if number % 10 == 0 else f"customer{number}"
    traits = {"email": f"{name}@shop.example", "first_name": f"C{number}"}
    agreed = {"purpose": "marketing", "channel": "email"}
    return [
        {"type": "identify", **who, "messageId": f"hello {number}", "traits": traits},
        {"type": "track", "event": "Consent Given", **who, "messageId": f"yes {number}", "properties": agreed},
    ]


def launch(program: Program, api_key: str) -> None:
    audience = {"rule": {"all": [{"trait": "first_name", "op": "exists"}]}}
    campaign = program.post(
        "/api/campaigns",
        {
            "name": "News",
            "channel": "email",
            "subject": "Hello",
            "body": "Hi {{ person.first_name }}",
            "audience": audience,
        },
        api_key=api_key,
    )
    several = {"several": {"choice": "fixed", "fallback_h": 24}}
    program.post(f"/api/campaigns/{campaign['id']}/natives", {"channel": "paper", "body": "Hi"}, api_key=api_key)
    program.post(f"/api/campaigns/{campaign['id']}", several, api_key=api_key, verb="PATCH")
    for subject in ("Good day", "Good evening"):
        program.post(f"/api/campaigns/{campaign['id']}/variants", {"subject": subject}, api_key=api_key)
    program.post(f"/api/campaigns/{campaign['id']}/trial", {"percent": 100}, api_key=api_key, verb="PUT")
    program.post(f"/api/campaigns/{campaign['id']}/launch", {}, api_key=api_key)


def by_state(program: Program) -> dict[str, set[str]]:
    """The addresses by what became of their mail: of those with a row of their own, and of those in blocks."""
    found: dict[str, set[str]] = {"sent": set(), "unknown": set(), "failed": set()}
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        ask = "SELECT i.id, p.email FROM identity i JOIN profile p ON p.id = i.profile_id"
        addresses = dict(database.execute(ask))
        for state, identity in database.execute(f"SELECT state, identity_id FROM message WHERE {FIRST}"):
            found.setdefault(state, set()).add(addresses[identity])
        people = {one: identities_of(kept) for one, kept in database.execute("SELECT * FROM message_recipients")}
        ask = f"SELECT block_id, state, places FROM message_outcome WHERE state <> 'apart' AND {FIRST}"
        for block, state, places in database.execute(ask):
            found.setdefault(state, set()).update(addresses[people[block][place]] for place in places_of(places))
    return found


def versions(program: Program) -> list[tuple[int, int]]:
    """How many messages each version has."""
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        counted = f"SELECT version, SUM(count) FROM message_counted WHERE {FIRST} GROUP BY version"
        return database.execute(counted).fetchall()


def on_paper(program: Program) -> list[str]:
    """The addresses of those who got it on paper, as often as they did."""
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        ask = (
            "SELECT p.email FROM paper_copy c JOIN identity i ON i.id = c.identity_id"
            " JOIN profile p ON p.id = i.profile_id"
        )
        return [address for (address,) in database.execute(ask)]


def said_unknown(program: Program) -> int:
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        payloads = [payload for (payload,) in database.execute("SELECT payload FROM log_batch WHERE source = 0")]
    return sum(bytes(payload).count(b'"Message Unknown"') for payload in payloads)


def wait_for(is_true) -> None:
    deadline = time.monotonic() + 60
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
