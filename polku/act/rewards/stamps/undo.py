"""Undoing a stamping: what there was for it is taken back, unless it has been used; then the stamp stays.

A card is made of the stamps that stand, in their order. So what was stamped later moves up, and what is taken back is
what the last stamps have brought: with one stamp fewer, nobody has more than if it had never been given.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from polku.act.rewards.ledger import end, use
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.ledger.move import move
from polku.act.rewards.stamps import back, causes, refused, whose
from polku.act.rewards.stamps.cards import Card, card_of
from polku.act.rewards.stamps.full import FullCard, full_cards
from polku.act.rewards.stamps.hand import Hand, hand_of, meant
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.terms import read
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
    """One card's part of it. What was stamped later moves up to its place."""
    program, terms = Program.objects.get(pk=one.program_id), read(_terms(one))
    hand, full = hand_of(program, names, now_ms=now_ms), full_cards(program.pk, names)
    _check(one, hand, full)
    lost = one.amount - hand.has  # so many stamps of the card before this one
    on_hand = range(max(-lost, 0) + 1, hand.has + 1)
    before = range(terms.size - lost + 1, terms.size + 1) if lost > 0 else range(0)
    cards = [card for card in full if card.terms == one.terms]
    for index, reward in enumerate(terms.rewards):
        if reward.at in on_hand or reward.at in before:
            had = len(cards) + (reward.at <= hand.has)
            keys = _keys(index, one, cards, names)
            if not back.take_back(reward.prize, keys, names, most=had - 1, by=by, now_ms=now_ms):
                raise Refused(refused.SPENT)
    if lost > 0:
        _open(program, full.pop(), hand, by=by, now_ms=now_ms)
    _move_up(program, one, full, names, by=by, now_ms=now_ms)
    end.withdraw([one.pk], cause="undo", by=by, now_ms=now_ms)


def _check(one: Movement, hand: Hand, full: Sequence[FullCard]) -> None:
    """Whether all of it is there, and whether what came later is on cards of the same terms. Raises Refused."""
    places = [nth for nth, card in enumerate(full) if any(taken.lot == one.pk for taken in card.uses)]
    there = sum(taken.amount for card in full for taken in card.uses if taken.lot == one.pk)
    there += sum(lot.left for lot in hand.lots if lot.pk == one.pk)
    if there < one.amount:
        raise Refused(refused.GONE)
    later = full[min(places) :] if places else full[-1:] if one.amount > hand.has else []
    numbers = {card.terms for card in later} | ({hand.row.number} if hand.lots else set())
    if numbers - {one.terms}:
        raise Refused(refused.LATER)


def _keys(index: int, one: Movement, cards: Sequence[FullCard], names: Sequence[int]) -> set[str]:
    """What prizes of this reward are called, of all cards of these terms."""
    theirs = Movement.objects.filter(program_id=one.program_id, terms=one.terms, identity_id__in=names, kind="grant")
    stamps = {*theirs.values_list("cause", flat=True), *(card.stamp for card in cards)}
    return {causes.of_prize(index, stamp) for stamp in stamps}


def _open(program: Program, card: FullCard, hand: Hand, *, by: str, now_ms: int) -> None:
    """It is full no more; with the stamps that came later it is one card, which ends when they do."""
    for movement in card.uses:
        use.undo(program, movement, cause=f"undo/{movement.cause}", by=by, now_ms=now_ms)
    if hand.until_ms is not None:
        lots = [movement.lot or 0 for movement in card.uses]
        Lot.objects.filter(pk__in=lots, until_ms__lt=hand.until_ms).update(until_ms=hand.until_ms)


def _move_up(
    program: Program, one: Movement, full: Sequence[FullCard], names: Sequence[int], *, by: str, now_ms: int
) -> None:
    """Later stamps take its place on cards that stay full."""
    for movement in [taken for card in full for taken in card.uses if taken.lot == one.pk]:
        free = [lot for lot in hand_of(program, names, now_ms=now_ms).lots if lot.pk != one.pk]
        try:
            move(program, movement, free, cause=causes.of_moved(movement.pk), by=by, now_ms=now_ms)
        except use.NothingLeft as no:  # their time is over
            raise Refused(refused.GONE) from no


def _terms(one: Movement) -> object:
    return Terms.objects.get(program_id=one.program_id, number=one.terms).terms
