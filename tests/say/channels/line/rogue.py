"""A LINE that does as it is told: keeps books of who got what, drops repeated keys, and fails on demand."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.official_line import Heard


@dataclass
class Asked:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def key(self) -> str:
        return self.headers.get("x-line-retry-key", "")


@dataclass
class Say:
    """An answer. `after`: take it first. `cut`: hang up instead. `hang`: never answer."""

    status: int = 200
    body: Any = None
    after: bool = False
    cut: bool = False
    hang: bool = False


Fault = Callable[[Asked], Say | None]


@dataclass
class RogueLine:
    fault: Fault = lambda asked: None
    delay_s: Callable[[], float] = lambda: 0.0
    strangers: set[str] = field(default_factory=set)  # user ids of another provider
    got: Counter[str] = field(default_factory=Counter)  # messages by user id
    said: dict[str, list[Any]] = field(default_factory=dict)  # what each got
    asked: list[Asked] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)  # keys that came again with another body
    tokens: int = 0
    good_tokens: set[str] = field(default_factory=set)
    quota: dict[str, Any] = field(default_factory=lambda: {"type": "none"})
    used: int = 0
    reply_tokens: dict[str, str] = field(default_factory=dict)  # good ones, and whose
    heard: Heard = field(default_factory=Heard)

    def __post_init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self._hung: list[asyncio.StreamWriter] = []
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._is_up.wait(10)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def data_base(self) -> str:
        """The host for data: what is asked of the wrong one of the two is a fault."""
        return f"http://127.0.0.1:{self.data_port}"

    def paths(self, method: str = "POST") -> Counter[str]:
        return Counter(one.path for one in self.asked if one.method == method)

    def hang_up(self) -> None:
        """On those who still wait for an answer."""
        self._loop.call_soon_threadsafe(lambda: [writer.transport.abort() for writer in self._hung])

    def stop(self) -> None:
        """Raises AssertionError where something was asked that LINE's own files do not describe."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self.heard.tell()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        data = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port, self.data_port = (one.sockets[0].getsockname()[1] for one in (server, data))
        self._is_up.set()
        self._loop.run_forever()
        server.close()
        data.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                first, *lines = head.strip().split("\r\n")
                method, path, _version = first.split(" ")
                headers = {name.lower(): value.strip() for name, _colon, value in (x.partition(":") for x in lines)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                is_data = writer.get_extra_info("sockname")[1] == self.data_port
                self.heard.hear(method, path, headers, body, is_data=is_data)
                if delay_s := self.delay_s():
                    await asyncio.sleep(delay_s)
                say = self._answer(Asked(method, path, headers, body))
                if say.hang:
                    self._hung.append(writer)
                    await asyncio.sleep(3600)
                if say.cut:
                    break
                body = say.body if say.body is not None else {}
                told = body if isinstance(body, bytes) else json.dumps(body).encode()
                kind = b"image/png" if isinstance(body, bytes) else b"application/json"
                writer.write(
                    b"HTTP/1.1 %d X\r\nContent-Type: %b\r\nx-line-request-id: r\r\n"
                    b"Content-Length: %d\r\n\r\n%b" % (say.status, kind, len(told), told)
                )
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # they have hung up, or the test is over
        finally:
            writer.close()

    def _answer(self, asked: Asked) -> Say:
        self.asked.append(asked)
        fault = self.fault(asked)
        if fault is None:
            return self._take(asked)
        if fault.after:
            self._take(asked)
        return fault

    def _take(self, asked: Asked) -> Say:
        match asked.method, asked.path.partition("?")[0]:
            case "POST", "/oauth2/v3/token" | "/oauth2/v2.1/token":
                self.tokens += 1
                token = f"token {self.tokens}"
                self.good_tokens.add(token)
                life_s = 900 if "v3" in asked.path else 2_592_000
                return Say(body={"access_token": token, "expires_in": life_s, "token_type": "Bearer", "key_id": "k"})
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.good_tokens:
            return Say(401, {"message": "Authentication failed"})
        match asked.method, asked.path.partition("?")[0]:
            case "GET", "/v2/bot/message/quota":
                return Say(body=self.quota)
            case "GET", "/v2/bot/message/quota/consumption":
                return Say(body={"totalUsage": self.used})
            case "POST", "/v2/bot/message/validate/push" | "/v2/bot/message/validate/multicast":
                return Say(400 if b"broken" in asked.body else 200, {"message": "x"})
            case "POST", "/v2/bot/message/push":
                return self._deliver(asked, [asked.json["to"]])
            case "POST", "/v2/bot/message/multicast":
                return self._deliver(asked, asked.json["to"])
            case "POST", "/v2/bot/message/reply":
                whose = self.reply_tokens.pop(asked.json["replyToken"], None)
                return self._deliver(asked, [whose]) if whose else Say(400, {"message": "Invalid reply token"})
        return Say(404, {"message": "Not found"})

    def _deliver(self, asked: Asked, people: list[str]) -> Say:
        if asked.key in self._keys:
            if self._keys[asked.key] != asked.body:
                self.changed.append(asked.key)
            return Say(409, {"message": "The retry key is already accepted"})
        if b"broken" in asked.body or self.strangers & set(people):
            return Say(400, {"message": "The request body has 1 error(s)"})
        if self.quota.get("type") == "limited" and self.used + len(people) > self.quota["value"]:
            return Say(429, {"message": "You have reached your monthly limit."})
        if asked.key:
            self._keys[asked.key] = asked.body
            self.used += len(people)
        self.got.update(people)
        for one in people:
            self.said.setdefault(one, []).append(asked.json["messages"])
        return Say(body={"sentMessages": [{"id": "1"}]})
