"""Addresses that a phone opens within LINE itself: adding an account, its chat, sharing a place, a LIFF app.

Each is understood as LINE has it (`https://line.me/R/…`, `https://liff.line.me/…`) and as the lab's stand-in for it.
"""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from polku.lab.line.web.call import Call
from polku.lab.phones.whose import account_named

LINE_HOSTS = ("line.me", "www.line.me")
LIFF_HOSTS = ("liff.line.me",)
LOCAL = ("127.0.0.1", "localhost", "::1")


def within(call: Call, address: str) -> dict[str, Any] | None:
    """What the phone does about it, or None where it is a page for the browser."""
    url = urlsplit(address)
    if url.scheme == "tel":
        return {"kind": "call", "number": url.path}
    path = unquote(url.path)
    if url.scheme == "line":
        path = f"/R/{(url.netloc + path).lstrip('/')}"
    elif url.hostname in LIFF_HOSTS:
        return {"kind": "liff", "id": path.strip("/").split("/")[0]}
    elif url.hostname not in LINE_HOSTS and not is_ours(call, address):
        return None
    return _by_path(call, path, url.query)


def _by_path(call: Call, path: str, query: str) -> dict[str, Any] | None:
    parts = [part for part in path.split("/") if part]
    if parts[:3] in (["R", "ti", "p"], ["R", "nv", "recommendOA"]) and len(parts) > 3:
        return _with_account(call, "add", parts[3])
    if parts[:2] == ["R", "oaMessage"] and len(parts) > 2:
        return _with_account(call, "chat", parts[2]) | {"text": unquote(query)}
    if parts[:3] == ["R", "nv", "location"]:
        return {"kind": "location"}
    if parts[:2] == ["R", "share"]:
        return {"kind": "chat", "account": "", "text": parse_qs(query).get("text", [""])[0]}
    if parts[:1] == ["liff"] and len(parts) == 2 and parts[1] != "sdk.js":
        return {"kind": "liff", "id": parts[1]}
    return None


def _with_account(call: Call, kind: str, basic_id: str) -> dict[str, Any]:
    account = account_named(call, basic_id)
    if account is None:
        return {"kind": "none", "why": basic_id}
    return {"kind": kind, "account": account.channel_id, "name": account.name}


def is_ours(call: Call, address: str) -> bool:
    """Whether the lab itself answers there."""
    return urlsplit(address).netloc == call.header(b"host")


def is_near(call: Call, address: str) -> bool:
    """Whether it is on this machine, or on the one from which the page was asked for: the lab looks no further."""
    host = urlsplit(address).hostname or ""
    return host in LOCAL or host == (urlsplit(f"//{call.header(b'host')}").hostname or "")
