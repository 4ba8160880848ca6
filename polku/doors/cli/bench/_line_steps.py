"""Steps of the measurements of LINE, each in a process of its own: STEP, with its plan as JSON on standard input."""

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

PART = 10_000
TOO_MANY = 429
PROFILE = """
INSERT INTO profile (id, name, email, phone, traits, first_seen_ms, last_seen_ms, orders, revenue_minor)
VALUES (%s, %s, '', '', %s, %s, %s, 0, 0)
"""
FRIEND = """
INSERT INTO line_friend (account_id, user_id, is_friend, changed_ms, profile_ms, name, picture_url, status_message,
    language)
VALUES (%s, %s, TRUE, %s, %s, '', '', '', '')
"""
IDENTITY = """
INSERT INTO identity (id, kind, value, profile_id, first_seen_ms, last_seen_ms, traits, orders, revenue_minor,
    is_shared, is_named, has_spoken)
VALUES (%s, 'line', %s, %s, %s, %s, '{}', 0, 0, FALSE, TRUE, TRUE)
"""
TEXTS = {
    "same": "Good morning! The new harvest is in.",
    "personal": "Good morning {{ person.first_name | default: 'friend' }}! The new harvest is in {{ person.city }}.",
}


def introduce(*, url: str, friends: int) -> Any:
    """The lab's account, and so many of its friends, as if each had added it long ago."""
    from django.db import connection, transaction

    from polku.kit import clock, ids
    from polku.lab.line.world import World
    from polku.say.channels.line import accounts

    world = World(friends=0)
    official = world.accounts[0]
    values = {"title": "Kahvila", "channel_id": official.channel_id, "api_base": url, "data_api_base": url}
    account = accounts.make("kahvila", values, secret=official.secret, by=None)
    now_ms = clock.now_ms()
    people = sorted((ids.identity_id("line", name), name) for name in user_ids(friends))
    traits = '{"first_name": "Fumi%d", "city": "Turku", "line_kahvila": "friend"}'
    rows: list[tuple[str, Callable[[int, int, str], tuple[Any, ...]]]] = [
        (PROFILE, lambda at, number, name: (number, name, traits % at, now_ms, now_ms)),
        (IDENTITY, lambda _at, number, name: (number, name, number, now_ms, now_ms)),
        (FRIEND, lambda _at, _number, name: (account.pk, name, now_ms, now_ms)),
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, values_of in rows:
            for start in range(0, len(people), PART):
                part = enumerate(people[start : start + PART], start=start)
                cursor.executemany(statement, [values_of(at, number, name) for at, (number, name) in part])
    return {"account": account.pk, "secret": official.secret, "user_id": official.user_id}


def ask(*, friends: int, text: str) -> Any:
    """One message to each. When it began (milliseconds), and how long the asking took."""
    from polku.kit import clock, ids
    from polku.say.outbox.ask import put_into_words
    from polku.say.outbox.packed.ask import ask_audience

    people = sorted(ids.identity_id("line", name) for name in user_ids(friends))
    put_into_words("campaign:1", subject="", body=TEXTS[text])
    begun = clock.now_ms()
    ask_audience(
        "campaign:1", identity_ids=people, channel="line:kahvila", campaign_id=1, due_ms=begun, now=clock.now()
    )
    return {"began_ms": begun, "asking_s": round((clock.now_ms() - begun) / 1000, 1)}


def bare(*, url: str, friends: int, at_once: int, requests: int, connections: int) -> Any:
    """What the lab takes from a loop that does nothing else: the same requests over as many connections."""
    import uvloop

    from polku.kit import clock, net
    from polku.lab.line.world import World
    from polku.say.channels.line.calls import call

    official = World(friends=0).accounts[0]
    names = user_ids(friends)
    chat = b'[{"type":"text","text":"Good morning! The new harvest is in."}]'

    def request(number: int) -> tuple[str, bytes, dict[str, str]]:
        to = [names[(number * at_once + at) % len(names)] for at in range(at_once)]
        if at_once > 1:
            made = call.multicast(to, chat, unit="c2", message_ids=range(at_once), now_ms=0)
        else:
            made = call.push(to[0], chat, unit="c2", message_id=0, now_ms=0)
        return url + made.path, made.body, made.headers

    async def run() -> float:
        async with net.open_session(allow_private=True, connections=connections) as session:
            form = f"grant_type=client_credentials&client_id={official.channel_id}&client_secret={official.secret}"
            answer = await net.ask(
                session,
                url + "/oauth2/v3/token",
                allow_private=True,
                method="POST",
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                body=form.encode(),
            )
            token = json.loads(answer.body)["access_token"]
            common = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            left = iter([request(number) for number in range(requests)])
            refused: list[int] = []

            async def work() -> None:
                for address, body, headers in left:
                    given = {**common, **headers}
                    while True:
                        told = await net.ask(
                            session, address, allow_private=True, method="POST", headers=given, body=body
                        )
                        if told.status != TOO_MANY:
                            break
                        await asyncio.sleep(0.02)  # the lab has LINE's limits
                    if told.status != 200:
                        refused.append(told.status)

            begun = clock.monotonic()
            await asyncio.gather(*[work() for _number in range(connections)])
            if refused:
                raise SystemExit(f"{len(refused)} were refused: {refused[:3]}")
            return clock.monotonic() - begun

    took = uvloop.run(run())
    return {"requests": requests, "seconds": round(took, 2), "requests_per_s": round(requests / took)}


def user_ids(friends: int) -> list[str]:
    import numpy as np

    from polku.lab.line.world import World

    return World(friends=0).accounts[0].ids.of_many(np.arange(friends, dtype=np.int64))


STEPS: dict[str, Callable[..., Any]] = {"introduce": introduce, "ask": ask, "bare": bare}


def main() -> None:
    import django

    django.setup()
    print(json.dumps(STEPS[sys.argv[1]](**json.load(sys.stdin))))


if __name__ == "__main__":
    main()
