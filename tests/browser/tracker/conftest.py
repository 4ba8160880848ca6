"""A shop at another address than polku's, with a strict policy of its own; and what has arrived in polku's log."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from polku.kit import clock
from polku.know.events.event import Event, read_batch
from tests.browser.server import Server

ARRIVED = "SELECT seq, received_ms, source, payload FROM log_batch WHERE seq > ? AND source > 0 ORDER BY seq"
PATIENCE_S = 20.0


@dataclass
class Shop:
    """`pages`: what it shows, by path; every other path shows the same page as "/"."""

    url: str
    polku: str
    write_key: str
    pages: dict[str, str] = field(default_factory=dict)

    def page(self, body: str = "", *, title: str = "Kahvila", stub: bool = False, **settings: str) -> str:
        """A page with the tracker: `page("<h1>…", consent="required")`."""
        words = "".join(f' data-{name.replace("_", "-")}="{value}"' for name, value in settings.items())
        script = f'<script async src="{self.polku}/v1/tracker.js" data-write-key="{self.write_key}"{words}></script>'
        before = '<script src="/stub.js"></script>' if stub else ""
        return f"<!doctype html><title>{title}</title>{before}{script}{body}"


STUB = """
window.polku = window.polku || [];
for (const verb of ["track", "page", "identify", "alias", "reset", "consent", "orderCompleted"])
  polku[verb] ??= (...given) => polku.push([verb, ...given]);
polku.consent(true);
polku.identify("devi", { city: "Turku" });
polku.orderCompleted({ order_id: "1001", revenue: 12.5, currency: "EUR" });
"""


@pytest.fixture
def shop(server: Server) -> Iterator[Shop]:
    def handler(shop: Shop) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                is_script = path.endswith(".js")
                body = STUB if is_script else shop.pages.get(path, shop.pages.get("/", ""))
                self.send_response(204 if path == "/favicon.ico" else 200)
                self.send_header("Content-Type", "text/javascript" if is_script else "text/html; charset=utf-8")
                policy = f"default-src 'none'; script-src 'self' {shop.polku}; connect-src {shop.polku}; form-action *"
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body.encode())

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler

    shop = Shop("", server.base_url, server.write_key)
    listening = ThreadingHTTPServer(("127.0.0.1", 0), handler(shop))
    shop.url = f"http://127.0.0.1:{listening.server_address[1]}"
    shop.pages["/"] = shop.page()
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
    thread.start()
    yield shop
    listening.shutdown()
    thread.join()
    listening.server_close()


@dataclass
class Arrived:
    """What the log has got since the test began, polku's own events left out."""

    database: str
    start: int

    def all(self) -> list[Event]:
        """Each once: an event that is sent again has its id, by which polku's first reader knows it."""
        return list({event.id: event for event in self.copies()}.values())

    def copies(self) -> list[Event]:
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10) as rows:
            found = rows.execute(ARRIVED, [self.start]).fetchall()
        return [event for seq, at, source, payload in found for event in read(seq, at, source, payload)]

    def named(self, name: str, *, least: int = 1) -> list[Event]:
        """Those of this name, as soon as there are so many."""
        until = clock.monotonic() + PATIENCE_S
        while True:
            found = [event for event in self.all() if event.name == name]
            if len(found) >= least:
                return found
            assert clock.monotonic() < until, f"{name}: {len(found)} of {least}; {[one.name for one in self.all()]}"
            clock.pause(0.05)

    def names(self) -> list[str]:
        return [event.name for event in sorted(self.all(), key=lambda event: event.time_ms)]


def read(seq: int, received_ms: int, source: int, payload: bytes) -> list[Event]:
    return read_batch(seq, received_ms=received_ms, source=source, payload=payload)


@pytest.fixture
def arrived(server: Server) -> Arrived:
    database = str(server.folder / "data" / "polku.db")
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10) as rows:
        (last,) = rows.execute("SELECT COALESCE(MAX(seq), 0) FROM log_batch").fetchone()
    return Arrived(database, last)


@pytest.fixture
def visitor(browser: Browser, shop: Shop) -> Iterator[BrowserContext]:
    """Somebody's browser, as empty as on the first day, outside polku."""
    context = browser.new_context(base_url=shop.url, locale="fi-FI", timezone_id="Europe/Helsinki")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def visit(visitor: BrowserContext) -> Iterator[Callable[..., Page]]:
    """`visit("/tea")`: the page once its tracker is awake. No page may have an error in its console."""
    troubles: list[str] = []

    def go(path: str = "/", *, page: Page | None = None) -> Page:
        opened = page or visitor.new_page()
        if page is None:
            opened.on("pageerror", lambda error: troubles.append(str(error)))
            opened.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
        opened.goto(path)
        until(opened, "window.polku && window.polku.isAwake")
        return opened

    go.troubles = troubles  # type: ignore[attr-defined]
    yield go
    assert [trouble for trouble in troubles if "ERR_INTERNET_DISCONNECTED" not in trouble] == []


def until(page: Page, claim: str) -> None:
    """Until it holds. (Playwright's own way evaluates texts inside the page, which the shop's policy forbids.)"""
    end = clock.monotonic() + PATIENCE_S
    while not page.evaluate(claim):
        assert clock.monotonic() < end, claim
        page.wait_for_timeout(50)


def context_of(event: Event) -> dict[str, Any]:
    from polku.know.events.given import as_object

    return as_object(event.context)
