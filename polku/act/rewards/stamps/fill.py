"""What follows from stamps that have just been put on a card: rewards, and a full card is used up."""

import msgspec

from polku.act.rewards import prizes
from polku.act.rewards.ledger import use
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps import causes, told
from polku.act.rewards.stamps.acts import Act
from polku.act.rewards.stamps.hand import Hand
from polku.act.rewards.stamps.terms import Reward
from polku.kit import clock


class Filled(msgspec.Struct, frozen=True):
    """`missed`: nothing of it is given out now, or none is left, or they have as many as they may."""

    is_full: bool
    given: tuple[Reward, ...]
    missed: tuple[Reward, ...]


def fill(program: Program, hand: Hand, act: Act, cause: str, amount: int) -> Filled:
    """`hand`: before these `amount` stamps, which are on the card by now."""
    terms, has = hand.terms, hand.has + amount
    is_full = has >= terms.size
    given: list[Reward] = []
    missed: list[Reward] = []
    for index, reward in enumerate(terms.rewards):
        if min(hand.has, terms.size - 1) < reward.at <= has:
            key = causes.of_prize(index, cause)
            fits = prizes.give(reward.prize, act.identity, key, now=act.now, by=act.by, store=act.store)
            (given if fits else missed).append(reward)
    if is_full:
        wanted = use.Use(causes.of_card(cause), terms.size, store=act.store, by=act.by)
        use.spend(program, act.names, wanted, now_ms=clock.to_ms(act.now))
        told.completed(program, act.identity, cause, terms.size, store=act.store, now_ms=clock.to_ms(act.now))
    return Filled(is_full, tuple(given), tuple(missed))
