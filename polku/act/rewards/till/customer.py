"""What staff see of whoever stands there: a first name, and what they have. No address, no number, no story."""

from datetime import datetime

import msgspec

from polku.act.rewards.coupons import wallet
from polku.act.rewards.coupons.full import full
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.promises import conditions, headline, until
from polku.act.rewards.coupons.redeem import LIMIT
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.coupons.used_up import standing
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.balance import Balance, balances_of
from polku.act.rewards.points.terms import Rate
from polku.act.rewards.points.unit import unit_of
from polku.act.rewards.pricing.unmet import CURRENCY, of_moment
from polku.act.rewards.ranks.standing import rank_of
from polku.act.rewards.stamps.cards import cards_of
from polku.act.rewards.till import visit as visits
from polku.act.rewards.till.currency import currency_of, is_foreign
from polku.act.rewards.till.recognised import recognised
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.visit import Visit
from polku.kit import clock, ids
from polku.know.people.models import Profile
from polku.know.teams.begin import the_team


class Usable(msgspec.Struct, frozen=True):
    """`why`: it cannot be used here and now; "": it can."""

    coupon: str
    program: int
    title: str
    line: str
    uses_left: int
    until_ms: int | None
    until: str  # the same in words: its last day, where it ends at midnight
    why: str
    is_shown: bool  # its code was read


class Automatic(msgspec.Struct, frozen=True):
    """A discount that nobody has to hold. `why`: it is used up; "": it is not."""

    program: int
    title: str
    line: str
    why: str


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
    """Of one program: what can be spent. `rate`: what that takes off a price, in `currency`; None: nothing."""

    program: int
    title: str
    left: int
    unit: str
    rate: Rate | None
    currency: str
    rewards: list[Reward]


class Customer(msgspec.Struct, frozen=True):
    visit: str
    person: str
    first_name: str
    rank: str  # as customers read it; "": none
    coupons: list[Usable]
    discounts: list[Automatic]
    cards: list[Stamped]
    balances: list[Points]


def customer(text: str, teller: Teller, *, store: str, now: datetime, currency: str = "") -> Customer:
    """`currency`: in which amounts are typed there; "": the team's. Raises TillProblem."""
    store = teller.at(store)
    teller.only_at(store)
    now_ms = clock.to_ms(now)
    found, coupon = recognised(text, teller, now_ms=now_ms)
    return Customer(
        visit=visits.begin(found.profile, found.code, teller, now_ms=now_ms),
        person=ids.public(found.profile.id),
        first_name=first_name(found.profile),
        rank=_rank(found.profile.id),
        coupons=_usable(found, coupon, store=store, now=now, currency=currency_of(currency)),
        discounts=_automatic(found, store=store, now=now, currency=currency_of(currency)),
        cards=[
            Stamped(one.program.pk, one.terms.title, one.has, one.terms.size, one.terms.comes.is_by_order)
            for one in cards_of(found.numbers, now_ms=now_ms)
            if not one.terms.stores or store in one.terms.stores
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


def _automatic(found: Visit, *, store: str, now: datetime, currency: str) -> list[Automatic]:
    """Those that hold here and now for them."""
    holding = standing(now, found.numbers)
    moment = moment_of(found.profile, holding, at=now, store=store)
    return [
        Automatic(one.program, one.terms.title, _line(one.terms, one.currency), sentence(one.why) if one.why else "")
        for one in holding
        if of_moment(one.terms.conditions, moment) is None and not is_foreign(one.terms, one.currency, currency)
    ]


def _line(terms: CouponTerms, currency: str) -> str:
    return " · ".join([headline(terms.benefit, currency), *conditions(terms, currency)])


def _points(one: Balance) -> Points:
    return Points(
        program=one.program.pk,
        title=one.terms.title,
        left=one.usable,
        unit=unit_of(one.usable, one.terms.unit) if one.terms.unit else "",
        rate=one.terms.rate,
        currency=one.program.currency,
        rewards=[Reward(nth, it.title, it.points) for nth, it in enumerate(one.terms.rewards, 1)],
    )


def _usable(found: Visit, shown: Coupon | None, *, store: str, now: datetime, currency: str) -> list[Usable]:
    """The one whose code was read before the others."""
    held = wallet.coupons(found.numbers, now_ms=clock.to_ms(now))
    alive = [one for one in held if one.program.state != Program.State.ENDED]
    moment = moment_of(found.profile, alive, at=now, store=store)
    spent = full(alive, now=now)
    rows = []
    for one in alive:
        met = of_moment(one.terms.conditions, moment)
        why = "early" if clock.to_ms(now) < one.lot.from_ms else met.word if met else ""
        why = why or (LIMIT if one.lot.pk in spent else "")
        why = why or (CURRENCY if is_foreign(one.terms, one.program.currency, currency) else "")
        rows.append(_row(one, sentence(why) if why else "", is_shown=shown is not None and one.lot.pk == shown.lot.pk))
    return sorted(rows, key=lambda row: (not row.is_shown, bool(row.why)))


def _row(one: Coupon, why: str, *, is_shown: bool) -> Usable:
    has_end = one.lot.until_ms < FOR_EVER_MS
    return Usable(
        coupon=ids.public(one.lot.pk),
        program=one.program.pk,
        title=one.terms.title,
        line=_line(one.terms, one.program.currency),
        uses_left=one.lot.left,
        until_ms=one.lot.until_ms if has_end else None,
        until=until(clock.from_ms(one.lot.until_ms), zone=the_team().time_zone) if has_end else "",
        why=why,
        is_shown=is_shown,
    )
