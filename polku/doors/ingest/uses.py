"""`POST /api/rewards/uses`, the short way: a plain use of a coupon that has a code of its own.

Another form, a shared code, conditions that ask who it is, a key that may not: all these go the long way.
"""

from typing import Annotated

import msgspec

from polku.act.rewards.codes import own
from polku.act.rewards.coupons.redeem import Refused
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.once import Answered
from polku.act.rewards.pricing.basket import MOST_UNITS, Basket, Line
from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.desk import Desk
from polku.doors.ingest.short_way import App, Headers, Scope, ShortWay, token_in
from polku.doors.ingest.used import Ask, used
from polku.kit import ids

ADDRESS = "/api/rewards/uses"
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


class Uses(ShortWay[Ask, Answered | Refused]):
    def __init__(self, pages: App, *, key: str, crowd: Crowd) -> None:
        super().__init__(pages, Desk("uses", used), crowd=crowd)
        self._key = key

    def asked(self, scope: Scope, headers: Headers, body: bytes) -> Ask | None:
        token, key = token_in(headers), headers.get(b"idempotency-key", b"").decode("latin-1")
        if token is None or not 0 < len(key) <= KEY_LENGTH or b"\\u0000" in body:
            return None
        try:
            given = _read(body)
            if given.basket is not None and sum(one.quantity for one in given.basket.lines) > MOST_UNITS:
                return None
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        number = own.number_of(given.code, key=self._key)
        if number is None:
            return None
        basket = given.basket.basket() if given.basket else None
        return Ask(token, key, number, basket, given.store, (scope.get("client") or ("",))[0])

    def said(self, outcome: Answered | Refused) -> tuple[int, object]:
        if isinstance(outcome, Refused):
            return 409, {"error": {"code": "refused", "sentence": sentence(outcome.word), "field": "code"}}
        answer = outcome.answer
        return 200, {**answer, "coupon": ids.public(answer["coupon"]), "is_new": outcome.is_new}
