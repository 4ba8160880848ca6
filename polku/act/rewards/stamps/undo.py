"""Undoing a stamping: what there was for it is taken back, unless it has been used; then the stamp stays."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from polku.act.rewards.ledger import end, use
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.stamps import back, causes, refused, whose
from polku.act.rewards.stamps.cards import Card, card_of
from polku.act.rewards.stamps.hand import hand_of, meant
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.terms import StampTerms, read
from polku.kit import clock


def undo(number: int, *, now: datetime, by: str = "") -> Card:
    """`number`: of its movement, as `Card.stamp` says. Undone once more, nothing happens.

    Raises Refused, and Movement.DoesNotExist where it is no stamp.
    """
    with transaction.atomic():
        first = Movement.objects.get(pk=number, kind=Movement.Kind.GRANT)
        head, part, tail = causes.split(first.cause)
        if part != "0":
            raise Movement.DoesNotExist
        names = whose.names_of(first.identity_id)
        whose.take_turn(names)
        now_ms = clock.to_ms(now)
        if not Movement.objects.filter(lot=number, kind=Movement.Kind.WITHDRAWN).exists():
            for one in reversed(list(_parts(first.identity_id, head, tail))):
                _undo(one, names, by=by, now_ms=now_ms)
        asked = Program.objects.get(pk=int(tail.partition("/")[0]))
        return msgspec.structs.replace(card_of(meant(asked, names), names, now_ms=now_ms), stamp=number)


def _parts(identity: int, head: str, tail: str) -> Iterator[Movement]:
    part = 0
    while one := Movement.objects.filter(cause=causes.of_stamp(head, part, tail), identity_id=identity).first():
        yield one
        part += 1


def _undo(one: Movement, names: Sequence[int], *, by: str, now_ms: int) -> None:
    """One card's part of it."""
    program = Program.objects.get(pk=one.program_id)
    used = Movement.objects.filter(cause=causes.of_card(one.cause), identity_id__in=names).order_by("part")
    hand = hand_of(program, names, now_ms=now_ms)
    if used:
        if hand.lots:
            raise Refused(refused.LATER)
        terms = read(_terms(one))
        _take_back(terms, range(terms.size - one.amount + 1, terms.size + 1), [one], names, by=by, now_ms=now_ms)
        for movement in used:
            use.undo(program, movement, cause=f"undo/{movement.cause}", by=by, now_ms=now_ms)
    else:
        if one.pk not in [lot.pk for lot in hand.lots]:
            raise Refused(refused.LATER if _is_used(one) else refused.GONE)
        grants = list(Movement.objects.filter(pk__in=[lot.pk for lot in hand.lots]))
        _take_back(hand.terms, range(hand.has - one.amount + 1, hand.has + 1), grants, names, by=by, now_ms=now_ms)
    end.withdraw([one.pk], cause="undo", by=by, now_ms=now_ms)


def _take_back(
    terms: StampTerms, stamps: range, grants: Sequence[Movement], names: Sequence[int], *, by: str, now_ms: int
) -> None:
    """What there was at these stamps of the card, for any of these grants."""
    for index, reward in enumerate(terms.rewards):
        if reward.at in stamps:
            keys = [causes.of_prize(index, grant.cause) for grant in grants]
            if not back.take_back(reward.prize, keys, names, by=by, now_ms=now_ms):
                raise Refused(refused.SPENT)


def _is_used(one: Movement) -> bool:
    return Movement.objects.filter(lot=one.pk, kind=Movement.Kind.USE).exists() and not Lot.objects.get(pk=one.pk).left


def _terms(one: Movement) -> object:
    return Terms.objects.get(program_id=one.program_id, number=one.terms).terms
