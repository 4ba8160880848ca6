"""What a phone does about an address: add an account, write to it, follow redirects, open a page."""

import asyncio
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from aiohttp import web

from polku.lab.line.web.call import Call
from polku.lab.phones.opening import follow
from tests.lab.phones.lab import Lab


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab()


@pytest.fixture(scope="module")
def shop(lab: Lab) -> Iterator[tuple[str, list[str], list[str]]]:
    """A shop's web server: a link that leads on, a page that may be framed, and one that may not."""
    agents: list[str] = []
    looks: list[str] = []

    async def link(request: web.Request) -> web.Response:
        agents.append(request.headers["User-Agent"])
        raise web.HTTPFound("/page")

    async def page(request: web.Request) -> web.Response:
        looks.append(request.method)
        return web.Response(text="A page")

    async def shut(_request: web.Request) -> web.Response:
        return web.Response(text="A page", headers={"Content-Security-Policy": "frame-ancestors 'none'"})

    async def poster(_request: web.Request) -> web.Response:
        raise web.HTTPFound(f"http://127.0.0.1:8700/R/ti/p/{lab.account.basic_id}")

    app, loop, ready = web.Application(), asyncio.new_event_loop(), []
    app.add_routes([web.get("/link", link), web.get("/page", page), web.get("/shut", shut), web.get("/poster", poster)])

    async def begin() -> None:
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        ready.append(site._server.sockets[0].getsockname()[1])  # type: ignore[union-attr]

    loop.run_until_complete(begin())
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{ready[0]}", agents, looks
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


def opened(lab: Lab, address: str) -> dict[str, Any]:
    scope = {"method": "POST", "path": "/", "headers": [(b"host", b"127.0.0.1:8700")], "query_string": b""}
    return asyncio.run(follow(Call(lab.world, scope, {}, b""), address, number=3))


def test_a_link_is_followed_once_with_a_phones_user_agent(lab: Lab, shop: tuple[str, list[str], list[str]]) -> None:
    address, agents, looks = shop

    assert opened(lab, f"{address}/link") == {"kind": "page", "url": f"{address}/page", "can_frame": True}
    assert opened(lab, f"{address}/shut")["can_frame"] is False
    assert looks == ["HEAD"]  # the page itself is left to the browser: it may be good for one look only
    assert len(agents) == 1
    assert "Mobile" in agents[0]
    assert "Line/" in agents[0]


def test_a_posters_code_leads_to_adding_the_account(lab: Lab, shop: tuple[str, list[str], list[str]]) -> None:
    asks = {"kind": "add", "account": lab.account.channel_id, "name": "Kahvila"}

    assert opened(lab, f"{shop[0]}/poster") == asks
    assert opened(lab, f"https://line.me/R/ti/p/%40{lab.account.basic_id[1:]}") == asks
    assert opened(lab, "https://line.me/R/ti/p/@nobody") == {"kind": "none", "why": "@nobody"}


def test_lines_own_addresses_are_understood(lab: Lab) -> None:
    chat = opened(lab, f"https://line.me/R/oaMessage/{lab.account.basic_id}/?Two%20cups")

    assert (chat["kind"], chat["text"]) == ("chat", "Two cups")
    assert opened(lab, "https://line.me/R/nv/location/") == {"kind": "location"}
    assert opened(lab, "tel:0312345678") == {"kind": "call", "number": "0312345678"}


def test_nothing_beyond_this_machine_is_asked(lab: Lab) -> None:
    far = {"kind": "page", "url": "https://shop.example.com/x", "can_frame": False}

    assert opened(lab, "https://shop.example.com/x") == far
    assert opened(lab, "javascript:alert(1)")["kind"] == "none"
    assert opened(lab, "http://127.0.0.1:1/")["kind"] == "none"


def test_a_link_outside_of_any_phone_asks_on_whose(lab: Lab) -> None:
    status, page = lab.get(f"/R/ti/p/{lab.account.basic_id}")

    assert status == 200
    assert f"?add={lab.account.channel_id}" in page
    assert lab.get("/R/ti/p/@nobody")[0] == 404
