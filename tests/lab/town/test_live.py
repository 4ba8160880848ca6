"""The town acts as people do: their phones show it, the account hears of it, links are opened and purchases told."""

import asyncio
import json
from collections import Counter
from typing import Any

import numpy as np
from aiohttp import web

from polku.lab.line.account import FRIEND
from polku.lab.line.delivery import deliver, say
from polku.lab.line.world import World
from polku.lab.phones.mailboxes import Mailboxes
from polku.lab.town.live import Live, Plan
from polku.lab.town.town import STEP_MS
from polku.lab.town.truth import Truth

BEGUN_MS = 1_775_000_000_000
KEEN = Truth(looks=30, purchases=2, clicks=0.5, answers=0.2, blocks=0.05)


class Polku:
    """What a polku would hear: the links that were opened, by which phones, and the events of the tills."""

    def __init__(self) -> None:
        self.agents: list[str] = []
        self.events: list[dict[str, Any]] = []

    async def open(self, request: web.Request) -> web.Response:
        self.agents.append(request.headers["User-Agent"])
        return web.Response(text="An offer")

    async def take(self, request: web.Request) -> web.Response:
        self.events += (await request.json())["batch"]
        return web.json_response({"success": True})


async def a_day(seed: int) -> tuple[World, Live, Polku, list[str]]:
    """150 shoppers get a message with a link, and live for a day at once."""
    polku, heard = Polku(), []
    app = web.Application()
    app.add_routes([web.get("/offer", polku.open), web.post("/v1/batch", polku.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"

    world = World(seed=1, friends=150, begin_ms=BEGUN_MS, speed=0)
    world.shelf(Mailboxes).begin(world)
    account = world.accounts[0]
    world.webhook_events.append(lambda _account, event: heard.append(event["type"]))
    live = Live(world, account, Plan(seed=seed, polku=address, write_key="key", truth=KEEN))
    offer = [{"type": "text", "text": f"A cup on us: {address}/offer"}]
    deliver(world, account, say(world, account, "multicast", offer), np.arange(150))
    for _ in range(96):
        world.clock.jump(STEP_MS / 1000)
        live.step()
    await live.road.arrive()
    await live.close()
    await runner.cleanup()
    return world, live, polku, heard


def test_a_day_in_the_town() -> None:
    world, live, polku, heard = asyncio.run(a_day(seed=2))
    done, account = live.books.totals(), world.accounts[0]

    kinds = Counter(heard)
    assert min(done[kind] for kind in ("saw", "clicked", "answered", "blocked", "bought")) > 0
    assert (kinds["message"], kinds["unfollow"]) == (done["answered"], done["blocked"])
    assert kinds["follow"] == done["added"]
    assert int((account.states == FRIEND).sum()) == 150 - done["blocked"] + done["added"]
    assert len(polku.agents) == done["clicked"]
    assert all("Mobile" in agent and "Line/" in agent for agent in polku.agents)
    assert int((world.shelf(Mailboxes).of(account).unread > 0).sum()) == 150 - done["saw"]

    names = Counter(event.get("event", event["type"]) for event in polku.events)
    assert names["Order Completed"] == done["bought"]
    cards = [event for event in polku.events if event["type"] == "identify"]
    assert {event["userId"]: event["context"]["externalIds"][0]["id"] for event in cards} == {
        event["userId"]: account.ids.of(int(event["userId"])) for event in cards
    }


def test_the_same_seed_tells_the_same() -> None:
    days = [asyncio.run(a_day(seed=4)) for _ in range(2)]

    first, second = ([json.dumps(event, sort_keys=True) for event in day[2].events] for day in days)
    assert sorted(first) == sorted(second)
    assert Counter(days[0][3]) == Counter(days[1][3])
