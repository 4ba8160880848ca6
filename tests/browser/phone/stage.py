"""A page that holds nothing but the renderer, under the strictest policy, with pictures of any size from nowhere."""

import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

BUILT = Path(__file__).parents[3] / "polku/doors/web/static/built"
EXAMPLES: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("examples.json").read_text())
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://pictures.example"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Phone</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone.css"><script type="module" src="/phone.js"></script></head>
<body><main><h1>Phone</h1><div id="phone"></div></main></body></html>"""
SIZE = re.compile(r"/(\d+)x(\d+)\.png$")


def on_stage(context: BrowserContext) -> Page:
    """Routes of a made-up site: nothing leaves the machine."""
    context.route("https://phone.example/**", _own)
    context.route("https://pictures.example/**", _picture)
    page = context.new_page()
    page.goto("https://phone.example/")
    return page


def draw(page: Page, messages: list[Any], **options: Any) -> None:
    """Draw them; what is tapped is kept in `window.taps`."""
    page.evaluate(
        """async ([messages, options]) => {
            const { draw, frame } = await import("/phone.js");
            window.taps = [];
            const { chat } = frame(document.getElementById("phone"), { title: "Kahvila", ...options });
            draw(chat, messages, { ...options, onTap: (action, told) => window.taps.push([action, told.index]) });
        }""",
        [messages, options],
    )


def draw_menu(page: Page, menu: dict[str, Any], **options: Any) -> None:
    page.evaluate(
        """async ([menu, options]) => {
            const { drawMenu } = await import("/phone.js");
            window.taps = [];
            const onTap = (action) => window.taps.push([action, 0]);
            drawMenu(document.getElementById("phone"), menu, { ...options, onTap });
        }""",
        [menu, options],
    )


def taps(page: Page) -> list[Any]:
    told: list[Any] = page.evaluate("window.taps")
    return told


def _own(route: Route) -> None:
    name = route.request.url.rsplit("/", 1)[1]
    if not name:
        route.fulfill(body=PAGE, content_type="text/html", headers={"Content-Security-Policy": POLICY})
    else:
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body=(BUILT / name).read_bytes(), content_type=kind)


def _picture(route: Route) -> None:
    found = SIZE.search(route.request.url)
    if found:
        route.fulfill(body=png(int(found[1]), int(found[2])), content_type="image/png")
    elif route.request.url.endswith("/map/700"):
        route.fulfill(body=png(700, 350), content_type="image/png")
    else:
        route.fulfill(status=404)


def png(width: int, height: int) -> bytes:
    """A picture in two colours, with a stripe across: one sees what is cut off and what is stretched."""
    rows = b"".join(
        b"\0" + b"".join(_dot(column, row, width, height) for column in range(width)) for row in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def _dot(column: int, row: int, width: int, height: int) -> bytes:
    if min(column, row, width - 1 - column, height - 1 - row) < max(2, width // 40):
        return b"\xb4\x46\x2e"
    return b"\xe8\xd4\xa8" if (column * height + row * width) // max(1, width * height // 6) % 2 else b"\x7a\x9e\x8e"
