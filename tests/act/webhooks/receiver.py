"""A receiver of webhooks on this machine; it verifies by the text of the Standard Webhooks specification."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """What came, in order, and how it answers: `answers` in turn, then 204 for ever; `wait_s` before each."""

    url: str = ""
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    wait_s: float = 0.0
    free: threading.Event = field(default_factory=threading.Event)  # ends every wait
    at_once: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self.lock = threading.Lock()

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.came]

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.came]


@contextmanager
def receiver(**given: Any) -> Iterator[Receiver]:
    one = Receiver(**given)
    server = _Server(("127.0.0.1", 0), _handler(one))
    one.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield one
    finally:
        one.free.set()
        server.shutdown()
        thread.join()
        server.server_close()


def verified(secret: str, headers: dict[str, str], body: bytes, *, now_s: float | None = None) -> bool:
    """Whether one of the signatures is by this secret, and the message is not older or newer than five minutes.

    From the specification: the signed content is `id.timestamp.payload`; the secret is base64 behind `whsec_`; the
    header is a list, separated by blanks, of `version,signature`; signatures are compared in constant time.
    """
    stamp = int(headers["webhook-timestamp"])
    if abs((time.time() if now_s is None else now_s) - stamp) > 300:
        return False
    content = headers["webhook-id"] + "." + headers["webhook-timestamp"] + "." + body.decode()
    key = base64.b64decode(secret.split("_", 1)[1])
    expected = base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()
    given = [part.split(",", 1) for part in headers["webhook-signature"].split(" ")]
    return any(version == "v1" and hmac.compare_digest(expected, signature) for version, signature in given)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A sender that dies in the middle is what is tested."""


def _handler(one: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with one.lock:
                one.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
                one.at_once += 1
                one.most_at_once = max(one.most_at_once, one.at_once)
                status, headers, text = one.answers.pop(0) if one.answers else (204, {}, "")
            if one.wait_s:
                one.free.wait(one.wait_s)
            with one.lock:
                one.at_once -= 1
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode() if status != 204 else b"")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
