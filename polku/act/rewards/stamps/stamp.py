"""Stamping a card: what is too much for it goes on the next, and what there is for it is given in the same instant."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from polku.act.rewards.ledger import grant
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.stamps import causes, fill, often, refused, times, whose
from polku.act.rewards.stamps.acts import Act
from polku.act.rewards.stamps.cards import Card, card_of
from polku.act.rewards.stamps.hand import Hand, filled, hand_of, meant
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.terms import Often
from polku.kit import clock

AT_ONCE = 500  # stamps: a card of one stamp is filled as often


def stamp(
    program: Program,
    identity: int,
    count: int,
    cause: str,
    *,
    now: datetime,
    store: str = "",
    by: str = "",
    is_gift: bool = False,
    unless: Often | None = None,
) -> Card:
    """So many stamps, once for each cause: twice as many on some days, and no oftener than the terms allow.

    `is_gift`: exactly so many, whatever the day and however often. `unless`: how often, unless the terms say it.
    Returns the card as it is then. Raises Refused.
    """
    with transaction.atomic():
        names = whose.names_of(identity)
        whose.take_turn(names)
        program = Program.objects.get(pk=program.pk)
        head = causes.GIFT if is_gift else causes.STAMP
        act = Act(identity, names, head, causes.tail_of(program.pk, cause), now, times.zone_of(store), store, by)
        first = Movement.objects.filter(cause=_cause(act, 0), identity_id__in=names).first()
        gained: list[fill.Filled] = []
        if first is None:
            gained = list(_parts(program, act, min(count, AT_ONCE), unless))
            first = Movement.objects.get(cause=_cause(act, 0), identity_id=identity)
            is_new = True
        else:
            is_new = False
        stands = card_of(meant(program, names), names, now_ms=clock.to_ms(now))
        return msgspec.structs.replace(
            stands,
            stamp=first.pk,
            is_new=is_new,
            filled=sum(one.is_full for one in gained),
            given=tuple(reward for one in gained for reward in one.given),
            missed=tuple(reward for one in gained for reward in one.missed),
        )


def _parts(program: Program, act: Act, rest: int, unless: Often | None) -> Iterator[fill.Filled]:
    """Card after card."""
    part, now_ms = 0, clock.to_ms(act.now)
    while rest or not part:
        target = meant(program, act.names)
        if target.state != Program.State.LIVE:
            if part:
                return
            raise Refused(refused.NOT_LIVE)
        hand = hand_of(target, act.names, now_ms=now_ms)
        if not part:
            rest = _allowed(program, hand, act, rest, unless)
        most = hand.terms.limits.cards
        if most is not None and filled(target.pk, act.names) >= most:
            if part:
                return
            raise Refused(refused.FINISHED)
        if hand.has >= hand.terms.size:  # two people with a card each turned out to be one
            yield fill.fill(target, hand, act, _cause(act, f"m{part}"), 0)
            continue
        if hand.terms.welcome and _is_first(target.pk, act.names):
            welcome = causes.of_stamp(act.head, causes.WELCOME, causes.tail_of(target.pk, ""))
            yield _put(target, hand, act, welcome, hand.terms.welcome)
            hand = hand_of(target, act.names, now_ms=now_ms)
        take = min(rest, hand.terms.size - hand.has)
        yield _put(target, hand, act, _cause(act, part), take)
        rest, part = rest - take, part + 1


def _allowed(program: Program, hand: Hand, act: Act, count: int, unless: Often | None) -> int:
    """How many stamps these are. Raises Refused."""
    if act.head == causes.STAMP:
        if hand.terms.stores and act.store not in hand.terms.stores:
            raise Refused(refused.STORE)
        limits = hand.terms.limits
        limits = unless if unless is not None and not often.is_any(limits) else limits
        often.check(limits, program.pk, act.names, act.store, now=act.now, zone=act.zone)
        count *= times.times_of(hand.terms.double, now=act.now, zone=act.zone)
    if count < 1:
        raise Refused(refused.NOTHING)
    return count


def _put(program: Program, hand: Hand, act: Act, cause: str, amount: int) -> fill.Filled:
    """On this card, where there is room for so many."""
    now_ms = clock.to_ms(act.now)
    until = times.until_of(hand.terms.lasts, hand.until_ms, now=act.now, zone=act.zone)
    given = grant.Given(amount, 0, until, act.store, act.by)
    grant.grant(hand.row, [act.identity], cause, given, now_ms=now_ms)
    Lot.objects.filter(pk__in=[lot.pk for lot in hand.lots]).update(until_ms=until)
    return fill.fill(program, hand, act, cause, amount)


def _is_first(program: int, names: Sequence[int]) -> bool:
    return not Movement.objects.filter(program_id=program, identity_id__in=names).exists()


def _cause(act: Act, part: int | str) -> str:
    return causes.of_stamp(act.head, part, act.tail)
