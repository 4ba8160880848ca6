"""The in-app browser: what becomes of an address that somebody taps."""

from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp

from polku.lab.liff.apps import address_of
from polku.lab.line.web.call import Answer, Call, told
from polku.lab.phones.addresses import is_near, is_ours, within
from polku.lab.phones.whose import number_of

AGENT = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/138.0.0.0 Mobile Safari/537.36 Line/15.12.0/IAB"
)
PATIENCE = aiohttp.ClientTimeout(total=5)
HOPS = 8
REDIRECTS = (301, 302, 303, 307, 308)


async def open_(call: Call) -> Answer:
    """`POST /phones/{number}/{account}/open` with `uri`.

    The phone itself follows redirects, as one reader of a link, and says where they end and whether the page there may
    be shown within another one. It follows nothing that is not on this machine: that is left to the browser.
    """
    return told(await follow(call, str(call.read().get("uri", "")), number=number_of(call)))


async def follow(call: Call, address: str, *, number: int) -> dict[str, Any]:
    async with aiohttp.ClientSession(timeout=PATIENCE, headers={"User-Agent": AGENT}) as session:
        for hop in range(HOPS):
            if found := within(call, address):
                if found["kind"] != "liff":
                    return found
                address = address_of(call, found["id"], address, number=number)
                if not address:
                    return {"kind": "none", "why": f"LIFF {found['id']}"}
            if urlsplit(address).scheme not in ("http", "https"):
                return {"kind": "none", "why": address[:200]}
            if is_ours(call, address) or not is_near(call, address):
                return {"kind": "page", "url": address, "can_frame": is_ours(call, address)}
            try:
                goal, headers = await _look(session, address, is_first=hop == 0)
            except (aiohttp.ClientError, TimeoutError) as problem:
                return {"kind": "none", "why": f"{address[:200]} ({type(problem).__name__})"}
            if not goal:
                return {"kind": "page", "url": address, "can_frame": can_frame(headers)}
            address = goal
    return {"kind": "none", "why": f"{address[:200]} (more than {HOPS} redirects)"}


async def _look(session: aiohttp.ClientSession, address: str, *, is_first: bool) -> tuple[str, Any]:
    """Where it leads on, "" where it is a page; and its headers.

    The link that was tapped is really opened: it may be one that counts. A page that it leads to is left to the
    browser: it may be good for one look only.
    """
    if not is_first:
        async with session.head(address, allow_redirects=False) as answer:
            if answer.status not in REDIRECTS:
                return "", answer.headers
    async with session.get(address, allow_redirects=False) as answer:
        is_leading_on = answer.status in REDIRECTS and "Location" in answer.headers
        return urljoin(address, answer.headers["Location"]) if is_leading_on else "", answer.headers


def can_frame(headers: Any) -> bool:
    policy = headers.get("Content-Security-Policy", "")
    return "X-Frame-Options" not in headers and "frame-ancestors" not in policy
