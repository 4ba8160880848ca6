"""`POST /api/rewards/uses`, the short way: what many tills ask at the same time happens in one commit.

A plain use of a coupon that has a code of its own is answered here. All else (another form, a shared code, conditions
that ask who it is, a key that may not) goes the long way, to the API's pages, which have the words for it.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from polku.act.rewards.codes import own
from polku.act.rewards.coupons.redeem import Refused
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.once import Answered
from polku.act.rewards.pricing.basket import Basket, Line
from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.desk import Ask, Desk
from polku.kit import ids

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Awaitable[None]]  # ASGI's

ADDRESS = "/api/rewards/uses"
MOST_BYTES = 100_000
KEY_LENGTH = 100

Text = Annotated[str, msgspec.Meta(max_length=200)]
Count = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
Minor = Annotated[int, msgspec.Meta(ge=0, le=10**15)]


class LineGiven(msgspec.Struct, forbid_unknown_fields=True):
    product: Annotated[str, msgspec.Meta(pattern=r"\S", max_length=200)]
    quantity: Count
    unit_minor: Minor
    category: Annotated[str, msgspec.Meta(max_length=500)] = ""


class BasketGiven(msgspec.Struct, forbid_unknown_fields=True):
    lines: Annotated[tuple[LineGiven, ...], msgspec.Meta(min_length=1, max_length=500)]
    currency: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]
    delivery_minor: Minor = 0

    def basket(self) -> Basket:
        lines = tuple(Line(one.product, one.quantity, one.unit_minor, one.category) for one in self.lines)
        return Basket(lines, self.currency, self.delivery_minor)


class UseGiven(msgspec.Struct, forbid_unknown_fields=True):
    """As the API's form has it; whatever differs goes the long way."""

    code: Text
    basket: BasketGiven | None = None
    store: Annotated[str, msgspec.Meta(max_length=80)] = ""


_read = msgspec.json.Decoder(UseGiven).decode


class Uses:
    """The ASGI application of this address. `close` at the end."""

    def __init__(self, pages: App, *, key: str, crowd: Crowd) -> None:
        self._pages = pages
        self._key = key
        self._crowd = crowd
        self._desk = Desk()

    def close(self) -> None:
        self._desk.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        if scope["method"] != "POST" or not _is_plain(headers):
            return await self._pages(scope, receive, send)
        messages, body = await _received(receive)
        with self._crowd:
            ask = self._asked(headers, body, (scope.get("client") or ("",))[0])
            outcome = await self._desk.of(ask) if ask is not None else None
        if isinstance(outcome, Answered):
            return await _answer(send, 200, _used(outcome))
        if isinstance(outcome, Refused):
            return await _answer(send, 409, _refused(outcome, headers.get(b"accept-language", b"")))
        return await self._pages(scope, _once_more(messages, receive), send)

    def _asked(self, headers: dict[bytes, bytes], body: bytes, address: str) -> Ask | None:
        scheme, _space, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        key = headers.get(b"idempotency-key", b"").decode("latin-1")
        if scheme.lower() != "bearer" or not 0 < len(key) <= KEY_LENGTH or b"\\u0000" in body:
            return None
        try:
            given = _read(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        number = own.number_of(given.code, key=self._key)
        if number is None:
            return None
        basket = given.basket.basket() if given.basket else None
        return Ask(token.strip(), key, number, basket, given.store, address)


def _is_plain(headers: dict[bytes, bytes]) -> bool:
    length = headers.get(b"content-length", b"")
    return (
        length.isdigit()
        and int(length) <= MOST_BYTES
        and b"cookie" not in headers
        and b"content-encoding" not in headers
    )


async def _received(receive: Receive) -> tuple[list[Message], bytes]:
    messages: list[Message] = []
    while not messages or messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages, b"".join(message.get("body", b"") for message in messages)


def _once_more(messages: list[Message], receive: Receive) -> Receive:
    left = list(messages)

    async def again() -> Message:
        return left.pop(0) if left else await receive()

    return again


def _used(found: Answered) -> dict[str, object]:
    answer = found.answer
    return {**answer, "coupon": ids.public(answer["coupon"]), "is_new": found.is_new}


def _refused(no: Refused, languages: bytes) -> dict[str, object]:
    with translation.override(_language(languages)):
        return {"error": {"code": "refused", "sentence": sentence(no.word), "field": "code"}}


@lru_cache(maxsize=256)
def _language(accepted: bytes) -> str:
    for code, _weight in parse_accept_lang_header(accepted.decode("latin-1").lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


async def _answer(send: Send, status: int, content: object) -> None:
    body = msgspec.json.encode(content)
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
