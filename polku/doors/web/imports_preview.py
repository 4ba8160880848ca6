"""The first people or orders of a file, as cards."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from polku.doors.web import imports_words as words
from polku.doors.web.kinds import identity_name
from polku.doors.web.shown import TONES, initials
from polku.kit import clock, money
from polku.know.events.imports.preview import Preview
from polku.know.events.imports.reasons import in_words

FACTS = 12
LINES = 4


@dataclass(frozen=True)
class PersonCard:
    name: str
    who: list[tuple[str, str]]  # kind of identity, value
    facts: list[tuple[str, str]]  # trait, value
    initials: str
    tone: str


@dataclass(frozen=True)
class OrderCard:
    order_id: str
    who: str
    at: datetime
    revenue_minor: int | None
    currency: str
    facts: list[tuple[str, str]]
    lines: list[tuple[str, str, int | None]]  # product, quantity, amount
    more: int


@dataclass(frozen=True)
class ConsentCard:
    who: str
    is_yes: bool
    at: datetime
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    people: list[PersonCard] = field(default_factory=list)
    consents: list[ConsentCard] = field(default_factory=list)
    orders: list[OrderCard] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def shown(kind: str, preview: Preview) -> Shown:
    events, call = preview.events, partial(words.label, kind)
    refused = [in_words(sentence, call=call) for sentence in preview.refused]
    if kind == "people":
        return Shown(people=[_person(place, event) for place, event in enumerate(events)], refused=refused)
    if kind == "consents":
        return Shown(consents=[_consent(event) for event in events], refused=refused)
    return Shown(orders=[_order(event) for event in events], refused=refused)


def _consent(event: dict[str, Any]) -> ConsentCard:
    return ConsentCard(
        who=event["identity"][1],
        is_yes=event["event"] == "Consent Given",
        at=_moment(event),
        facts=[(words.label("consents", name), str(value)) for name, value in event["properties"].items()],
    )


def _person(place: int, event: dict[str, Any]) -> PersonCard:
    traits = dict(event.get("traits", {}))
    who = [
        (kind, event[given])
        for kind, given in (("user_id", "userId"), ("anonymous_id", "anonymousId"))
        if given in event
    ]
    who += [(kind, traits.pop(kind)) for kind in ("email", "phone") if kind in traits]
    full = " ".join(traits[part] for part in ("firstName", "lastName") if part in traits)
    name = traits.get("name") or full or who[0][1]
    return PersonCard(
        name=name,
        who=[(identity_name(kind), value) for kind, value in who],
        facts=[(words.label("people", trait), value) for trait, value in traits.items()][:FACTS],
        initials=initials(name),
        tone=TONES[place % len(TONES)],
    )


def _order(event: dict[str, Any]) -> OrderCard:
    said = dict(event["properties"])
    products, currency = said.pop("products", []), said.pop("currency")
    return OrderCard(
        order_id=said.pop("order_id"),
        who=event.get("userId") or event["identity"][1],
        at=_moment(event),
        revenue_minor=money.to_minor(said.pop("revenue"), currency),
        currency=currency,
        facts=[(words.label("orders", name), str(value)) for name, value in said.items()][:FACTS],
        lines=[_line(product, currency) for product in products[:LINES]],
        more=max(0, len(products) - LINES),
    )


def _line(product: dict[str, Any], currency: str) -> tuple[str, str, int | None]:
    name = product.get("name") or product.get("product_id") or product.get("sku") or "–"
    return str(name), str(product.get("quantity", "")), money.to_minor(product.get("amount"), currency)


def _moment(event: dict[str, Any]) -> datetime:
    return clock.from_ms(clock.to_ms(datetime.fromisoformat(event["timestamp"])))
