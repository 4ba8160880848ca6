"""Merge fields: the facts of a person that a template can show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext_lazy as _

from polku.kit import clock, ids, money
from polku.know.people.consent.links import wallet_url
from polku.know.people.find import identities_of
from polku.know.people.models import Profile
from polku.say.content import elsewhere

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# The names that clients give to one fact, after Segment's specification; the first that is there counts.
SPELLINGS = {
    "first_name": ("first_name", "firstName", "firstname"),
    "last_name": ("last_name", "lastName", "lastname"),
}


@dataclass(frozen=True)
class Field:
    """A merge field as the editor offers it."""

    code: str
    meaning: "StrPromise"


def fields() -> list[Field]:
    """The merge fields that everybody has. Every trait is one too: `{{ person.favourite_tea }}`."""
    return [
        Field('{{ person.first_name | default: "there" }}', _("First name, and what stands there if it is not known")),
        Field("{{ person.last_name }}", _("Last name")),
        Field("{{ person.name }}", _("Full name")),
        Field("{{ person.email }}", _("E-mail address")),
        Field("{{ person.phone }}", _("Phone number")),
        Field("{{ person.orders }}", _("Number of orders")),
        Field("{{ person.revenue }}", _("Revenue of all orders, less refunds")),
        Field('{{ person.last_seen | date: "%Y-%m-%d" }}', _("Day of the last visit or purchase")),
        Field("{{ person.coupon }}", _("Title of the coupon that they were given last")),
        Field("{{ person.coupon_code }}", _("Its code")),
        Field('{{ person.coupon_ends | date: "%Y-%m-%d" }}', _("The day on which it ends")),
        Field("{{ person.wallet }}", _("Address of what they have: coupons, cards, points")),
    ]


class Known(msgspec.Struct, frozen=True, gc=False):
    """What is known of a person, as the row has it."""

    currency: str
    number: int
    name: str
    email: str
    phone: str
    traits: str
    first_seen_ms: int
    last_seen_ms: int
    orders: int
    revenue_minor: int


def merge_fields(profile: Profile, *, currency: str = "USD") -> dict[str, Any]:
    """What a template sees as `person`: their traits, and the facts that everybody has, which win over their traits."""
    p = profile
    first_ms, last_ms = p.first_seen_ms, p.last_seen_ms
    facts = merge(
        Known(currency, p.id, p.name, p.email, p.phone, p.traits, first_ms, last_ms, p.orders, p.revenue_minor)
    )
    if elsewhere.SOURCES:
        theirs = [identity.id for identity in identities_of(p.id)]
        facts |= elsewhere.facts_of(elsewhere.SOURCES, {p.id: theirs}).get(p.id, {})
    return facts


def merge(known: Known, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The same from a row. `names`: of the facts that are asked for, for each takes its time; None: all.

    What is asked for and not known may be missing.
    """
    traits = _object(known.traits)
    if names is None:
        spelt = {name: _first(traits, spellings) for name, spellings in SPELLINGS.items()}
        return {**traits, **spelt, **{name: make(known) for name, make in OWN.items()}}
    found: dict[str, Any] = {}
    for name in names:
        if name in SPELLINGS:
            found[name] = _first(traits, SPELLINGS[name])
        elif name in OWN:
            found[name] = OWN[name](known)
        elif name in traits:
            found[name] = traits[name]
    return found


def _revenue(known: Known) -> float | int:
    minor = known.revenue_minor
    return money.to_major(minor, known.currency) if money.decimals(known.currency) else minor


def _instant(ms: int) -> str:
    return clock.from_ms(ms).isoformat(timespec="seconds")


# The facts that everybody has.
OWN: dict[str, Callable[[Known], object]] = {
    "id": lambda known: ids.public(known.number),
    "name": lambda known: known.name or None,
    "email": lambda known: known.email or None,
    "phone": lambda known: known.phone or None,
    "first_seen": lambda known: _instant(known.first_seen_ms),
    "last_seen": lambda known: _instant(known.last_seen_ms) if known.last_seen_ms else None,
    "orders": lambda known: known.orders,
    "revenue": _revenue,
    "currency": lambda known: known.currency,
    "wallet": lambda known: wallet_url(known.number),
}


_DECODER = msgspec.json.Decoder()


def _object(traits: str) -> dict[str, Any]:
    decoded = _DECODER.decode(traits or "{}")
    return decoded if isinstance(decoded, dict) else {}


def _first(traits: Mapping[str, Any], spellings: tuple[str, ...]) -> object:
    for name in spellings:
        if value := traits.get(name):
            return value
    return None
