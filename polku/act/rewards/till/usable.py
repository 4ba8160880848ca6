"""The coupons of whoever stands there, and the discounts that hold for them: what can be used here and now, or why not.

Each kind of thing is asked for once, however many coupons there are: the answer does not wait longer for a regular.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache

import msgspec

from polku.act.rewards.coupons import wallet
from polku.act.rewards.coupons.full import WORDS, full
from polku.act.rewards.coupons.moment import moment_of
from polku.act.rewards.coupons.named import names_of
from polku.act.rewards.coupons.promises import conditions, headline, until
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.coupons.used_up import standing
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.coupons.words import sentence
from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.pricing.unmet import CURRENCY, of_moment
from polku.act.rewards.till.amounts import asks_off
from polku.act.rewards.till.currency import is_foreign
from polku.act.rewards.till.visit import Visit
from polku.kit import clock, ids
from polku.know.teams.begin import the_team

MOST = 100  # are listed; whoever has more shows the code of the one that is meant

Line = Callable[[CouponTerms, str], str]


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
    asks_off: bool  # staff say what it took off: the amount alone does not


class Automatic(msgspec.Struct, frozen=True):
    """A discount that nobody has to hold. `why`: it is used up; "": it is not."""

    program: int
    title: str
    line: str
    why: str
    asks_off: bool


def usable(found: Visit, shown: Coupon | None, *, store: str, now: datetime, currency: str) -> tuple[list[Usable], int]:
    """The one whose code was read before the others, then what can be used; and how many more there are."""
    held = wallet.coupons(found.numbers, now_ms=clock.to_ms(now))
    moment, spent = moment_of(found.profile, held, at=now, store=store), full(held, now=now)
    told = []
    for one in held:
        met = of_moment(one.terms.conditions, moment)
        why = "early" if clock.to_ms(now) < one.lot.from_ms else met.word if met else ""
        why = why or (WORDS[spent[one.lot.pk]] if one.lot.pk in spent else "")
        why = why or (CURRENCY if is_foreign(one.terms, one.program.currency, currency) else "")
        told.append((one, why, shown is not None and one.lot.pk == shown.lot.pk))
    told.sort(key=lambda row: (not row[2], bool(row[1])))
    line, until_of = lines_of(one.terms for one, _why, _shown in told[:MOST]), _last_days()
    return [_row(one, why, line, until_of, is_shown=is_it) for one, why, is_it in told[:MOST]], len(told[MOST:])


def automatic(found: Visit, *, store: str, now: datetime, currency: str) -> list[Automatic]:
    """Discounts that hold here and now for them."""
    holding = standing(now, found.numbers)
    moment = moment_of(found.profile, holding, at=now, store=store)
    told = [
        one
        for one in holding
        if of_moment(one.terms.conditions, moment) is None and not is_foreign(one.terms, one.currency, currency)
    ]
    line = lines_of(one.terms for one in told)
    return [
        Automatic(
            one.program,
            one.terms.title,
            line(one.terms, one.currency),
            sentence(one.why) if one.why else "",
            asks_off(one.terms),
        )
        for one in told
    ]


def lines_of(told: Iterable[CouponTerms]) -> Line:
    """What each gives, and when, in one line."""
    names = names_of(told)
    return lambda terms, currency: " · ".join([headline(terms.benefit, currency), *conditions(terms, currency, names)])


def row_of(one: Coupon, *, now: datetime) -> Usable:
    """Of one that was given just now: whoever uses it is told what else is against it."""
    why = "early" if clock.to_ms(now) < one.lot.from_ms else ""
    return _row(one, why, lines_of([one.terms]), _last_days(), is_shown=False)


def _last_days() -> Callable[[int], str]:
    """In words; many end on the same day."""
    zone = the_team().time_zone
    return cache(lambda until_ms: until(clock.from_ms(until_ms), zone=zone))


def _row(one: Coupon, why: str, line: Line, until_of: Callable[[int], str], *, is_shown: bool) -> Usable:
    has_end = one.lot.until_ms < FOR_EVER_MS
    return Usable(
        coupon=ids.public(one.lot.pk),
        program=one.program.pk,
        title=one.terms.title,
        line=line(one.terms, one.program.currency),
        uses_left=one.lot.left,
        until_ms=one.lot.until_ms if has_end else None,
        until=until_of(one.lot.until_ms) if has_end else "",
        why=sentence(why) if why else "",
        is_shown=is_shown,
        asks_off=asks_off(one.terms),
    )
