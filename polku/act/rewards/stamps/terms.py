"""What a stamp card promises: read from JSON, strictly."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.promise import TermsProblem, understood
from polku.act.rewards.pricing.offer import Goods
from polku.act.rewards.prizes import Prize
from polku.act.rewards.stamps.design import Design, wrong_design
from polku.say.content.problem import Problem

MOST = 50
DAYS_MOST = 3_660


class Reward(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What there is at a stamp, counted from 1; at the last one the card is full. `title`: as customers read it."""

    at: int
    prize: Prize
    title: str = ""


class Coming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a purchase brings. `visit`: one, from `least_minor` on. `amount`: one for every `per_minor` of the goods
    meant. `goods`: one for each of them. `is_by_order`: orders that events tell of bring stamps by themselves.
    """

    kind: Literal["visit", "amount", "goods"] = "visit"
    per_minor: int = 0
    least_minor: int = 0
    goods: Goods = Goods()
    is_by_order: bool = False


class Double(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On which days every stamp counts `times`."""

    weekdays: frozenset[int] = frozenset()  # 1 is Monday
    dates: frozenset[date] = frozenset()
    times: int = 2


class Lasting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many days, to the end of the last of them; None: for good. Counted from the card's first or last stamp."""

    days: int | None = None
    since: Literal["first", "last"] = "last"


class Often(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often somebody gets stamps, not how many. None: as often as they like. `hour`: in any sixty minutes."""

    day: int | None = None
    hour: int | None = None
    place_day: int | None = None  # at one store
    cards: int | None = None  # so many full ones


class StampTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    size: int
    rewards: tuple[Reward, ...]
    comes: Coming = Coming()
    welcome: int = 0  # on the first card of somebody
    double: Double = Double()
    lasts: Lasting = Lasting()
    limits: Often = Often()
    stores: frozenset[str] = frozenset()  # where it is stamped; empty: everywhere
    next: int | None = None  # the program of which they have a card when this one is full; None: of this one
    is_shown_empty: bool = True  # in everybody's wallet, before the first stamp
    design: Design = Design()
    how: str = ""  # how to get stamps, in the customer's words


def read(given: Any) -> StampTerms:
    """Raises TermsProblem."""
    terms = understood(given, StampTerms)
    if found := next(_wrong(terms), None):
        raise TermsProblem(found)
    return terms


def _wrong(terms: StampTerms) -> Iterator[Problem]:
    """What cannot be meant, one after another."""
    comes, double = terms.comes, terms.double
    if not terms.title.strip():
        yield Problem(_("Say what it is."), field="title")
    if not 1 <= terms.size <= MOST:
        yield Problem(_("A card has from 1 to {most} stamps.").format(most=MOST), field="size")
    if not terms.rewards and terms.next is None:
        yield Problem(_("Say what there is for a full card."), field="rewards")
    for nth, reward in enumerate(terms.rewards):
        if not 1 <= reward.at <= terms.size:
            yield Problem(_("There is no such stamp on the card."), field=f"rewards.{nth}.at")
        if not 1 <= reward.prize.amount <= 1_000_000_000:
            yield Problem(_("This must be one or more."), field=f"rewards.{nth}.prize.amount")
    if comes.kind == "amount" and comes.per_minor < 1:
        yield Problem(_("Say for how much there is a stamp."), field="comes.per_minor")
    if comes.least_minor < 0:
        yield Problem(_("This cannot be below zero."), field="comes.least_minor")
    if comes.kind == "goods" and not (comes.goods.products or comes.goods.categories):
        yield Problem(_("Say for which products there are stamps."), field="comes.goods")
    if not 0 <= terms.welcome < max(terms.size, 1):
        yield Problem(_("Welcome stamps are fewer than the card has."), field="welcome")
    if not double.weekdays <= frozenset(range(1, 8)):
        yield Problem(_("Days of the week are 1 (Monday) to 7."), field="double.weekdays")
    if not 2 <= double.times <= 10:
        yield Problem(_("This must be from 2 to 10."), field="double.times")
    if terms.lasts.days is not None and not 1 <= terms.lasts.days <= DAYS_MOST:
        yield Problem(_("This must be from 1 to 3,660 days."), field="lasts.days")
    if min((one for one in msgspec.structs.astuple(terms.limits) if one is not None), default=1) < 1:
        yield Problem(_("A limit is one or more."), field="limits")
    if found := wrong_design(terms.design):
        yield found
