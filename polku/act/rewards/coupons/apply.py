"""Applying an automatic discount. Nobody holds one: it is given and used in one transaction, once for its key.

So its limits and its budget count as those of coupons do, and the ledger proves it as it does everything. Who is not
known is nobody (`NOBODY`): what is counted for all counts them too, what is counted of each person is not for them.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from polku.act.rewards.coupons import first
from polku.act.rewards.coupons.discounts import Discount
from polku.act.rewards.coupons.issue import current
from polku.act.rewards.coupons.redeem import EARLY, ENDED, LIMIT, OVER, PAUSED, WHO, Refused, day_of, off_alone, word_of
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.coupons.told_off import Told
from polku.act.rewards.ledger.grant import FOR_EVER_MS, Each, grant_each
from polku.act.rewards.ledger.limits import Full
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.once import Answer, once
from polku.act.rewards.ledger.places import with_room
from polku.act.rewards.ledger.use import Use, use_each
from polku.act.rewards.pricing.basket import Basket, Moment
from polku.act.rewards.pricing.unmet import FIRST
from polku.kit import clock
from polku.know.teams.begin import the_team

NOBODY = 0


class Wanted(msgspec.Struct, frozen=True):
    """`identities`: one person's, the leading one first; none: somebody whom we do not know. `basket` None: nobody says
    what is bought."""

    program: int
    at: datetime
    moment: Moment
    identities: Sequence[int] = ()
    basket: Basket | None = None
    store: str = ""
    by: str = ""
    told: Told | None = None  # where there is no basket


def apply(key: str, wanted: Wanted) -> tuple[Answer, bool]:
    """{"use": 12, "off_minor": 300, …}, and whether it happened just now. Raises Refused, OtherRequest.

    Undone as uses of coupons are: `redeem.undo`. `Program.DoesNotExist` where there is no such discount.
    """
    asked = {
        "discount": wanted.program,
        "person": min(wanted.identities, default=NOBODY),
        "basket": msgspec.to_builtins(wanted.basket),
        "store": wanted.store,
    } | ({"told": msgspec.to_builtins(wanted.told)} if wanted.told is not None else {})
    return once(f"use/{key}", asked, lambda: _apply(key, wanted), now_ms=clock.to_ms(wanted.at))


def _apply(key: str, wanted: Wanted) -> Answer:
    program = held(wanted.program)
    row, terms = current(program)
    _ask(program, terms, wanted)
    if terms.conditions.is_first_only and wanted.identities:
        first.hold([wanted.identities])
        if first.is_made(wanted.identities, at=wanted.at, terms=terms):
            raise Refused(FIRST)
    off = off_alone(Discount(program.pk, program.currency, terms).offer(), wanted.basket, wanted.moment, wanted.told)
    who, now_ms = next(iter(wanted.identities), NOBODY), clock.to_ms(wanted.at)
    cause, most = f"{program.pk}/discount/{key}", terms.limits
    if not with_room(program.pk, [who], cause, total=most.total, person=most.person):
        raise Refused(LIMIT)
    given = Each(who, 1, cause, now_ms, FOR_EVER_MS, wanted.store, wanted.by)
    [lot] = grant_each(row, [given], now_ms=now_ms)
    beside = terms.benefit.cost_minor if not off else 0
    day = day_of(wanted.at, ZoneInfo(the_team().time_zone))
    limits = terms.use_limits([who, *(one for one in wanted.identities if one != who)], day)
    used = Use(
        f"use/{key}", 1, off, program.currency if off else "", wanted.store, wanted.by, limits, beside_minor=beside
    )
    [made] = use_each([(program, lot, used)], now_ms=now_ms)
    if not isinstance(made, Movement):
        raise Refused(word_of(made) if isinstance(made, Full) else LIMIT)  # and what was given goes with it
    return {"use": made.pk, "coupon": None, "off_minor": off, "currency": program.currency}


def held(number: int) -> Program:
    """Where it has a budget, one at a time: the use that reaches it ends the program before the next one looks."""
    program = Program.objects.get(pk=number, kind=Program.Kind.DISCOUNT)
    return program if program.budget_minor is None else Program.objects.select_for_update().get(pk=number)


def _ask(program: Program, terms: CouponTerms, wanted: Wanted) -> None:
    """Raises Refused."""
    valid, most = terms.valid, terms.limits
    if program.state != Program.State.LIVE:
        raise Refused(ENDED if program.state == Program.State.ENDED else PAUSED)
    if valid.begins is not None and wanted.at < valid.begins:
        raise Refused(EARLY)
    if valid.ends is not None and wanted.at >= valid.ends:
        raise Refused(OVER)
    if not wanted.identities and (most.person is not None or most.person_day is not None):
        raise Refused(WHO)
