"""Spending points for something: money off a price, or a reward. Asked for with a key; the same key is once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from polku.act.rewards import prizes
from polku.act.rewards.coupons.not_given import count_back
from polku.act.rewards.ledger.end import withdraw
from polku.act.rewards.ledger.models import Act, Lot, Movement, Program
from polku.act.rewards.ledger.once import Answer, once
from polku.act.rewards.ledger.use import NothingLeft, NotUndone
from polku.act.rewards.points import debts
from polku.act.rewards.points.earn import current
from polku.act.rewards.points.kept import Kept, Tier, in_turn, kept_of, tiers
from polku.act.rewards.points.off import cost_of, count, least_of, most_off, off_of
from polku.act.rewards.points.spend import give_back, spend
from polku.act.rewards.points.terms import Rate
from polku.act.rewards.prize import Prize
from polku.kit import clock

ENDED, TOO_FEW, LEAST, NO_RATE, NO_REWARD, NOT_GIVEN = "ended", "too_few", "least", "no_rate", "no_reward", "not_given"
CURRENCY, PENDING, TOO_MUCH = "currency", "pending", "too_much"


class Refused(Exception):
    """It is not to be had for points now: one of our words."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Wanted(msgspec.Struct, frozen=True):
    """`points` off a price, or else the `reward` of that place in the terms, from 1. `identities`: one person's, the
    leading one first. `price_minor`: what there is to pay, in `currency`: never is more taken off. With it, 0 points
    are as many as there are for it."""

    program: Program
    identities: Sequence[int]
    at: datetime
    points: int = 0
    reward: int = 0
    store: str = ""
    by: str = ""
    price_minor: int | None = None
    currency: str = ""


def burn(key: str, wanted: Wanted) -> tuple[Answer, bool]:
    """{"spending": 12, "points": 300, "off_minor": 300, …}, and whether it happened just now.

    Raises Refused, OtherRequest. Refused, nothing is kept: the same key may try again.
    """
    asked: dict[str, object] = {
        "program": wanted.program.pk,
        "person": min(wanted.identities),
        "points": wanted.points,
        "reward": wanted.reward,
        "store": wanted.store,
    }
    if wanted.price_minor is not None:
        asked |= {"price": wanted.price_minor, "currency": wanted.currency}
    try:
        return once(f"burn/{key}", asked, lambda: _burn(key, wanted), now_ms=clock.to_ms(wanted.at))
    except NothingLeft as problem:
        raise Refused(TOO_FEW) from problem


def undo(key: str, number: int, *, by: str, at: datetime) -> tuple[Answer, bool]:
    """Raises NotUndone (also where the reward has been used or withdrawn), OtherRequest, Movement.DoesNotExist."""
    asked = {"spending": number}
    return once(f"unburn/{key}", asked, lambda: _undo(key, number, by=by, at=at), now_ms=clock.to_ms(at))


def _burn(key: str, wanted: Wanted) -> Answer:
    program = wanted.program
    if program.state == Program.State.ENDED:
        raise Refused(ENDED)
    _row, terms = current(program)
    lots, promised = _held(wanted), kept_of(program)
    points, off, prize = wanted.points, 0, None
    if wanted.reward:
        if not 1 <= wanted.reward <= len(terms.rewards):
            raise Refused(NO_REWARD)
        reward, place = terms.rewards[wanted.reward - 1], wanted.reward - 1
        points, prize = cost_of(_tiers(lots, promised), place, now=reward.points), reward.prize
    else:
        lots = [lot for lot in lots if promised[lot.terms].rate is not None]
        points, off = _money_off(wanted, terms.rate, _tiers(lots, promised))
    made = spend(
        program,
        wanted.identities,
        points,
        f"burn/{key}",
        now=wanted.at,
        money_minor=off,
        store=wanted.store,
        by=wanted.by,
        among=[lot.pk for lot in lots],
    )
    grant = _reward(prize, made[0], wanted) if prize is not None else None
    return {
        "spending": made[0].pk,
        "points": points,
        "off_minor": off,
        "currency": program.currency,
        "grant": grant,
    }


def _held(wanted: Wanted) -> list[Lot]:
    """What they can spend, in its turn and locked: what they owe is paid before."""
    now_ms = clock.to_ms(wanted.at)
    debts.pay(wanted.program, wanted.identities, now_ms=now_ms)
    rows = Lot.objects.filter(program_id=wanted.program.pk, identity_id__in=wanted.identities, left__gt=0)
    return in_turn(rows.filter(from_ms__lte=now_ms, until_ms__gt=now_ms).order_by("pk").select_for_update())


def _tiers(lots: Sequence[Lot], promised: Mapping[int, Kept]) -> tuple[Tier, ...]:
    return tiers([(lot.terms, lot.left) for lot in lots], promised)


def _money_off(wanted: Wanted, rate: Rate | None, held: Sequence[Tier]) -> tuple[int, int]:
    """How many points, and what they take off. Raises Refused. `rate`: of now; `held`: what takes anything off."""
    least = least_of(held)
    if least is None:
        if rate is None:
            raise Refused(NO_RATE)
        least = rate.least
    price_minor, points = wanted.price_minor, wanted.points
    if price_minor is not None:
        if wanted.currency != wanted.program.currency:
            raise Refused(CURRENCY)
        if not points:
            points = _most(held, least, price_minor)
    if points < least:
        raise Refused(LEAST)
    if points > count(held):
        raise Refused(TOO_FEW)
    off = off_of(held, points)
    if off < 1:
        raise Refused(LEAST)
    if price_minor is not None and off > price_minor:
        raise Refused(TOO_MUCH)
    return points, off


def _most(held: Sequence[Tier], least: int, price_minor: int) -> int:
    """Raises Refused where it is none."""
    points, usable = most_off(held, price_minor).points, count(held)
    if not points:
        raise Refused(TOO_MUCH if usable >= least and off_of(held, usable) else TOO_FEW)
    return points


def _reward(prize: Prize, spent: Movement, wanted: Wanted) -> int:
    """The number of its grant."""
    cause, whose = f"spent/{spent.pk}", wanted.identities[0]
    if not prizes.give(prize, whose, cause, now=wanted.at, by=wanted.by, store=wanted.store, is_promised=False):
        raise Refused(NOT_GIVEN)
    return Movement.objects.get(cause=f"{prize.program}/{cause}", identity_id=whose, part=0).pk


@transaction.atomic
def _undo(key: str, number: int, *, by: str, at: datetime) -> Answer:
    first = Movement.objects.get(pk=number)
    if first.kind != Movement.Kind.USE or not first.cause.startswith("burn/"):
        raise NotUndone
    program = Program.objects.get(pk=first.program_id)
    spent = list(Movement.objects.filter(cause=first.cause, kind=Movement.Kind.USE).order_by("pk"))
    answer = Act.objects.values_list("answer", flat=True).get(key=first.cause)
    if grant := (answer or {}).get("grant"):
        lot = Lot.objects.select_for_update().get(pk=grant)
        if lot.left < Movement.objects.values_list("amount", flat=True).get(pk=grant):
            raise NotUndone  # what they got for them has been used
        withdraw([lot.pk], cause=f"unburn/{key}", by=by, now_ms=clock.to_ms(at))
        count_back(lot)
    points = give_back(program, spent, f"unburn/{key}", now=at, by=by)
    return {"spending": number, "points": points}
