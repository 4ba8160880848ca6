"""The lab as a program of its own, and an endpoint that takes its webhooks."""

import asyncio
import base64
import contextlib
import hmac
import json
import socket

import uvicorn
from aiohttp import web

from polku.lab.serving import application


@contextlib.asynccontextmanager
async def served(world, heard=None):
    """The address of a lab that runs within this loop. `heard`: who listens to what it is asked."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        heard.listening(application(world)) if heard else application(world),
        log_level="error",
        http="httptools",
        ws="none",
        proxy_headers=False,
        timeout_graceful_shutdown=0,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve([sock]))
    await until(lambda: server.started)
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    await task


class Shop:
    """Takes webhooks as a careful program would. `statuses`: what to answer with first; then 200."""

    def __init__(self, secret, statuses=(), slow_s=0.0):
        self.secret = secret
        self.statuses = list(statuses)
        self.slow_s = slow_s
        self.bodies = []
        self.bad_signatures = 0

    @property
    def events(self):
        return [event for body in self.bodies for event in body["events"]]

    async def take(self, request):
        body = await request.read()
        signed = base64.b64encode(hmac.digest(self.secret.encode(), body, "sha256")).decode()
        self.bad_signatures += request.headers.get("x-line-signature") != signed
        self.bodies.append(json.loads(body))
        if self.slow_s:
            await asyncio.sleep(self.slow_s)
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    @contextlib.asynccontextmanager
    async def open(self):
        app = web.Application()
        app.router.add_post("/hook", self.take)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/hook"
        await runner.cleanup()


async def until(is_so, within_s=20.0):
    for _ in range(int(within_s / 0.01)):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about in time")
