"""Asks the lab as a web server would, without one."""

import asyncio
import json
from urllib.parse import urlencode

from polku.lab.serving import application


class Said:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {key.decode(): value.decode() for key, value in headers}
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)


class Lab:
    """`bearer`: the token that every request carries; the first account's long-lived one from the start."""

    def __init__(self, world):
        self.world = world
        self.account = world.accounts[0]
        self.app = application(world)
        self.bearer = self.account.long_lived_token

    def ask(self, method, address, body=None, *, form=None, headers=None, bearer=None):
        return asyncio.run(self.asks(method, address, body, form=form, headers=headers, bearer=bearer))

    async def asks(self, method, address, body=None, *, form=None, headers=None, bearer=None):
        path, _, query = address.partition("?")
        sent = {"authorization": f"Bearer {self.bearer if bearer is None else bearer}"}
        data = b""
        if form is not None:
            data, sent["content-type"] = urlencode(form).encode(), "application/x-www-form-urlencoded"
        elif isinstance(body, bytes):
            data = body
        elif body is not None:
            data, sent["content-type"] = json.dumps(body).encode(), "application/json"
        sent |= headers or {}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(key.lower().encode(), value.encode()) for key, value in sent.items()],
        }
        came, given = [], [{"type": "http.request", "body": data}]

        async def receive():
            return given.pop() if given else {"type": "http.disconnect"}

        async def send(message):
            came.append(message)

        await self.app(scope, receive, send)
        return Said(came[0]["status"], came[0]["headers"], came[1]["body"])

    def user(self, number):
        return self.account.ids.of(number)

    def push(self, number, text="hi", *, key="", **more):
        request = {"to": self.user(number), "messages": [{"type": "text", "text": text}], **more}
        return self.ask("POST", "/v2/bot/message/push", request, headers={"x-line-retry-key": key} if key else None)

    def multicast(self, ids, text="hi", **more):
        request = {"to": ids, "messages": [{"type": "text", "text": text}], **more}
        return self.ask("POST", "/v2/bot/message/multicast", request)

    def books(self):
        return self.ask("GET", "/lab/books").json
