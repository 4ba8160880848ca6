"""What goes wrong on demand."""

import asyncio
import time

import aiohttp
import pytest

from polku.lab.line.world import World
from tests.lab.line.running import served

PUSH = "POST /v2/bot/message/push"


def order(lab, kind, **more):
    return lab.ask("POST", "/lab/faults", {"kind": kind, "endpoint": PUSH, **more}).json


def test_errors_have_no_effect_and_end_after_their_count(lab):
    order(lab, "error", count=2, status=503)

    assert [lab.push(1).status for _ in range(3)] == [503, 503, 200]
    assert lab.books()["deliveries"] == 1


def test_an_error_after_it_was_done_is_found_out_by_the_retry_key(lab):
    order(lab, "error_after", count=1)
    key = "123e4567-e89b-12d3-a456-426614174000"

    assert [lab.push(1, key=key).status for _ in range(2)] == [500, 409]
    assert lab.books()["deliveries"] == 1


def test_each_meaning_of_429_can_be_had(lab):
    said = []
    for kind in ("rate", "monthly", "concurrent", "same_user"):
        order(lab, kind, count=1)
        said.append(lab.push(1))

    assert [one.status for one in said] == [429] * 4
    assert len({one.json["message"] for one in said}) == 4


def test_shares_are_thrown_by_dice_with_a_seed(lab):
    order(lab, "error", share=30, seed=7)
    first = [lab.push(1).status for _ in range(60)]
    lab.ask("DELETE", "/lab/faults")
    lab.world.shelf(type(lab.app.gate.faults)).numbered = 0
    order(lab, "error", share=30, seed=7)

    assert first == [lab.push(1).status for _ in range(60)]
    assert 8 <= first.count(500) <= 30


def test_a_fault_may_be_of_one_account_and_for_a_while(lab):
    order(lab, "error", account="999", for_s=60)
    assert lab.push(1).status == 200
    order(lab, "token", account=lab.account.channel_id, for_s=60)
    assert lab.push(1).status == 401

    lab.world.clock.jump(61)
    assert lab.push(1).status == 200
    assert [one["met"] for one in lab.ask("GET", "/lab/faults").json["faults"]] == [0, 1]


def test_kinds_that_do_not_exist_are_refused(lab):
    assert lab.ask("POST", "/lab/faults", {"kind": "flood"}).status == 400


@pytest.mark.parametrize(
    ("kind", "is_done"), [("hang", 0), ("hang_after", 1), ("cut", 0), ("cut_after", 1), ("outage", 0)]
)
def test_connections_are_cut_and_answers_never_come(kind, is_done):
    async def story():
        world = World(seed=3, friends=100)
        account = world.accounts[0]
        request = {"to": account.ids.of(1), "messages": [{"type": "text", "text": "hi"}]}
        headers = {"authorization": f"Bearer {account.long_lived_token}"}
        async with served(world) as url, aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(0.4)) as session:
            await session.post(f"{url}/lab/faults", json={"kind": kind, "count": 1, "endpoint": "POST /v2/*"})
            began = time.monotonic()
            with pytest.raises(TimeoutError if kind.startswith("hang") else aiohttp.ClientConnectionError):
                await session.post(f"{url}/v2/bot/message/push", json=request, headers=headers)
            took_s = time.monotonic() - began
            after = await session.post(f"{url}/v2/bot/message/push", json=request, headers=headers)
            books = await (await session.get(f"{url}/lab/books")).json()
        return took_s >= 0.35, after.status, books["deliveries"]

    assert asyncio.run(story()) == (kind.startswith("hang"), 200, 1 + is_done)
