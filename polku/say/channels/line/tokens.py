"""Access tokens: kept in this process, and made anew before they run out."""

import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import jwt
import msgspec

from polku.kit import clock
from polku.kit.net import Answer
from polku.say.channels.line.answers import plain, refusal, said
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.channels.line.way import Way, opened

KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
AUDIENCE = "https://api.line.me/"
FOR_EVER_MS = 253_402_300_799_999

Post = Callable[[str, Mapping[str, str], bytes], Awaitable[Answer]]  # path, headers, body


class Token(msgspec.Struct, frozen=True):
    value: str
    until_ms: int


_kept: dict[Way, Token] = {}
_lock = threading.Lock()


def kept(way: Way) -> Token | None:
    """The one in use, while it is good."""
    with _lock:
        found = _kept.get(way)
    before_ms = limits()["tokens"]["refresh_before_s"] * clock.SECOND_MS
    return found if found is not None and found.until_ms - before_ms > clock.now_ms() else None


def keep(way: Way, token: Token) -> None:
    with _lock:
        for other in [other for other in _kept if other.account == way.account and other != way]:
            del _kept[other]  # its settings have changed
        _kept[way] = token


def drop(way: Way, value: str) -> None:
    """LINE does not accept this one: the next to ask makes another."""
    with _lock:
        if way in _kept and _kept[way].value == value:
            del _kept[way]


async def make(way: Way, post: Post) -> Token:
    """A new one. Raises LineTrouble; what `post` raises goes on."""
    if way.token_kind == LineAccount.TokenKind.LONG_LIVED:
        return Token(opened(way.sealed_key), FOR_EVER_MS)
    is_stateless = way.token_kind == LineAccount.TokenKind.STATELESS
    path = "/oauth2/v3/token" if is_stateless else "/oauth2/v2.1/token"
    form = _with_secret(way) if is_stateless else _with_assertion(way)
    body = urlencode({"grant_type": "client_credentials", **form}).encode()
    answer = await post(path, {"Content-Type": "application/x-www-form-urlencoded"}, body)
    if answer.status in (400, 401, 403):
        raise LineTrouble(Trouble("line_token", said(answer), is_temporary=False))
    given = plain(answer)
    if answer.status != 200 or not isinstance(given.get("access_token"), str):
        # Whatever it is, nothing has been sent.
        raise LineTrouble(Trouble("line_unreachable", refusal(answer).detail))
    life_s = given.get("expires_in")
    usual_s = limits()["tokens"]["stateless_s"]
    life_s = life_s if isinstance(life_s, int) and life_s > 0 else usual_s
    return Token(given["access_token"], clock.now_ms() + life_s * clock.SECOND_MS)


def _with_secret(way: Way) -> dict[str, str]:
    return {"client_id": way.channel_id, "client_secret": opened(way.sealed_secret)}


def _with_assertion(way: Way) -> dict[str, str]:
    return {"client_assertion_type": KIND, "client_assertion": assertion(way, now_s=clock.now_ms() // 1000)}


def assertion(way: Way, *, now_s: int) -> str:
    """A JWT by which the holder of the private key asks for a token. Raises LineTrouble."""
    tokens = limits()["tokens"]
    claims: dict[str, Any] = {
        "iss": way.channel_id,
        "sub": way.channel_id,
        "aud": AUDIENCE,
        # Not to the last second: clocks differ.
        "exp": now_s + tokens["assertion_s"] - tokens["refresh_before_s"],
        "token_exp": tokens["v2_1_most_s"],
    }
    try:
        key = jwt.PyJWK.from_json(opened(way.sealed_key), algorithm="RS256")
        return jwt.encode(claims, key.key, algorithm="RS256", headers={"typ": "JWT", "kid": way.key_id})
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as problem:
        name = type(problem).__name__
        raise LineTrouble(Trouble("line_assertion", name, is_temporary=False)) from problem
