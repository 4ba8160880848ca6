"""Asking a short way and the pages behind it, without a server between."""

import asyncio
import json


def count_long_way(made, pages):
    """`made.long_way`: how often it went on to the pages."""
    made.long_way = 0

    async def counted(scope, receive, send):
        made.long_way += 1
        await pages(scope, receive, send)

    made._pages = counted


async def post(address, app, key, body, act="", **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {
        "host": "testserver", "authorization": f"Bearer {key}", "content-type": "application/json",
        "content-length": str(len(content)), "idempotency-key": act, "accept-language": "ja", **headers,
    }  # fmt: skip
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": address, "raw_path": address.encode(), "query_string": b"", "root_path": "",
        "server": ("testserver", 80), "client": ("127.0.0.1", 5),
        "headers": [(name.encode(), value.encode()) for name, value in named.items() if value],
    }  # fmt: skip
    came, sent = [{"type": "http.request", "body": content, "more_body": False}], []

    async def receive():
        return came.pop() if came else await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], json.loads(b"".join(one.get("body", b"") for one in sent[1:]))
