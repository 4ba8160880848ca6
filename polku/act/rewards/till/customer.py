"""What staff see of whoever stands there: a first name, and what they have. No address, no number, no story."""

from datetime import datetime

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.balance import Balance, balances_of
from polku.act.rewards.points.off import count, for_money
from polku.act.rewards.points.terms import Rate
from polku.act.rewards.points.unit import unit_of
from polku.act.rewards.ranks.standing import rank_of
from polku.act.rewards.stamps.cards import cards_of
from polku.act.rewards.till import visit as visits
from polku.act.rewards.till.currency import currency_of
from polku.act.rewards.till.recognised import recognised
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.to_give import ToGive, to_give
from polku.act.rewards.till.usable import Automatic, Usable, automatic, usable
from polku.kit import clock, ids
from polku.know.people.models import Profile


class Stamped(msgspec.Struct, frozen=True):
    """One card. `is_by_order`: an amount that is recorded brings its stamps by itself."""

    program: int
    title: str
    has: int
    size: int
    is_by_order: bool


class Reward(msgspec.Struct, frozen=True):
    """`reward`: its place in the terms, from 1."""

    reward: int
    title: str
    points: int


class Points(msgspec.Struct, frozen=True):
    """Of one program: what can be spent. `for_money` of them take `worth_minor` off a price, in `currency`, `least` of
    them at once; None: they take nothing off. `rate`: of those that are given now."""

    program: int
    title: str
    left: int
    unit: str
    for_money: int
    worth_minor: int | None
    least: int | None
    rate: Rate | None
    currency: str
    rewards: list[Reward]


class Customer(msgspec.Struct, frozen=True):
    """`more`: so many more coupons they have than are listed."""

    visit: str
    person: str
    first_name: str
    rank: str  # as customers read it; "": none
    coupons: list[Usable]
    more: int
    to_give: list[ToGive]
    discounts: list[Automatic]
    cards: list[Stamped]
    balances: list[Points]


def customer(text: str, teller: Teller, *, store: str, now: datetime, currency: str = "") -> Customer:
    """`currency`: in which amounts are typed there; "": the team's. Raises TillProblem."""
    store = teller.at(store)
    teller.only_at(store)
    now_ms = clock.to_ms(now)
    found, coupon = recognised(text, teller, now_ms=now_ms)
    paid_in = currency_of(currency)
    coupons, more = usable(found, coupon, store=store, now=now, currency=paid_in)
    return Customer(
        visit=visits.begin(found.profile, found.code, teller, now_ms=now_ms),
        person=ids.public(found.profile.id),
        first_name=first_name(found.profile),
        rank=_rank(found.profile.id),
        coupons=coupons,
        more=more,
        to_give=to_give(found, teller, store=store, now=now),
        discounts=automatic(found, store=store, now=now, currency=paid_in),
        cards=[
            Stamped(one.program.pk, one.terms.title, one.has, one.terms.size, one.terms.comes.is_by_order)
            for one in cards_of(found.numbers, now_ms=now_ms)
            if one.program.state != Program.State.ENDED and (not one.terms.stores or store in one.terms.stores)
        ],
        balances=[_points(one) for one in balances_of(found.numbers, now_ms=now_ms)],
    )


def first_name(profile: Profile) -> str:
    """As they have told it; else the first word of their name, or nothing."""
    traits = msgspec.json.decode(profile.traits)
    told = next((traits[name] for name in ("first_name", "firstName", "given_name") if traits.get(name)), "")
    return str(told or next(iter(profile.name.split()), ""))[:100]


def _rank(profile_id: int) -> str:
    standing = rank_of(profile_id)
    return standing.rank.name if standing is not None and standing.rank is not None else ""


def _points(one: Balance) -> Points:
    priced = for_money(one.tiers)
    return Points(
        program=one.program.pk,
        title=one.terms.title,
        left=one.usable,
        unit=unit_of(one.usable, one.terms.unit) if one.terms.unit else "",
        for_money=count(priced),
        worth_minor=one.worth_minor,
        least=one.least,
        rate=one.terms.rate,
        currency=one.program.currency,
        rewards=[
            Reward(nth, it.title, cost)
            for nth, (it, cost) in enumerate(zip(one.terms.rewards, one.costs, strict=True), 1)
        ],
    )
