"""kill -9 of the whole program while it writes to friends by LINE, which fails in every way meanwhile.

By LINE's own books everybody got exactly one message.
"""

import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

from tests.say.channels.line.rogue import RogueLine, Say

KILLS = 3
PEOPLE = 600
SET_UP = """
import sys, django
django.setup()
from django.db import transaction
from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.say.channels.line import accounts
from polku.say.channels.line.models import LineFriend
from polku.say.outbox.ask import ask_many, put_into_words
base, people = sys.argv[1], int(sys.argv[2])
values = {"title": "Kahvila", "channel_id": "1650000000", "api_base": base}
account = accounts.make("kahvila", values, secret="s" * 32, by=None)
now = clock.now()
friends = {ids.identity_id("line", name): name for name in (f"U{number:032x}" for number in range(people))}
seen = {"first_seen_ms": 0, "last_seen_ms": 0}
with transaction.atomic():
    Profile.objects.bulk_create(
        [Profile(id=number, name=name, traits="{}", **seen) for number, name in friends.items()]
    )
    Identity.objects.bulk_create(
        [Identity(id=number, kind="line", value=name, profile_id=number, **seen) for number, name in friends.items()]
    )
    LineFriend.objects.bulk_create(
        [LineFriend(account=account, user_id=name, is_friend=True, changed_ms=0) for name in friends.values()]
    )
put_into_words("campaign:7", subject="", body="Hello {{ person.name }}")
ask_many(
    "campaign:7", identity_ids=friends, channel="line:kahvila", campaign_id=7, due_ms=clock.to_ms(now), now=now
)
"""


def test_everybody_got_exactly_one_message(program):
    dice = random.Random(20261122)
    rogue = RogueLine(fault=lambda asked: trouble(asked, dice), delay_s=lambda: dice.uniform(0.05, 0.6))
    program.init("aino@kahvila.example")
    done = subprocess.run(
        [sys.executable, "-c", SET_UP, rogue.base, str(PEOPLE)],
        env={**program.environ, "DJANGO_SETTINGS_MODULE": "polku.settings"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")

    program.start()
    before = 0
    for _kill in range(KILLS):
        wait_for(lambda: rogue.got.total() > before)  # noqa: B023 - asked at once
        time.sleep(dice.uniform(0.0, 0.5))
        program.kill()
        before = rogue.got.total()
        program.start()
    wait_for(lambda: set(states(program)) == {"sent"})
    program.stop()
    rogue.stop()

    assert states(program) == {"sent": PEOPLE}
    assert rogue.got.total() == len(rogue.got) == PEOPLE
    assert rogue.changed == []
    assert open_calls(program) == 0
    assert said_sent(program) == PEOPLE


def trouble(asked, dice) -> Say | None:
    if "/message/" not in asked.path:
        return None
    number = dice.random()
    if number < 0.05:
        return Say(cut=True, after=True)
    if number < 0.08:
        return Say(500, after=True)
    if number < 0.10:
        return Say(503)
    if number < 0.12:
        return Say(429, {"message": "The API rate limit has been exceeded. Try again later."})
    return None


def states(program) -> Counter[str]:
    return Counter(dict(rows(program, "SELECT state, SUM(count) FROM message_counted GROUP BY state")))


def open_calls(program) -> int:
    return int(rows(program, "SELECT COUNT(*) FROM line_call")[0][0])


def said_sent(program) -> int:
    payloads = [payload for (payload,) in rows(program, "SELECT payload FROM log_batch WHERE source = 0")]
    return sum(bytes(payload).count(b'"Message Sent"') for payload in payloads)


def rows(program, statement):
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        return database.execute(statement).fetchall()


def wait_for(is_true) -> None:
    deadline = time.monotonic() + 60
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
