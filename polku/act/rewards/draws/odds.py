"""Odds without rounding: a ticket's number falls into the prizes' shares of all that there could be."""

from collections.abc import Sequence
from math import lcm

from polku.act.rewards.draws.order import below, numbers
from polku.act.rewards.draws.terms import DrawPrize


def whole(prizes: Sequence[DrawPrize]) -> int:
    """Of so many tickets each prize wins a whole number."""
    return lcm(*(prize.chance.of for prize in prizes if prize.chance is not None))


def roll(secret: str, number: int, prizes: Sequence[DrawPrize]) -> int:
    """Which of them the ticket of this number is; computed again by whoever knows the secret."""
    return below(whole(prizes), numbers(secret, f"play:{number}"))


def fallen_on(prizes: Sequence[DrawPrize], rolled: int) -> DrawPrize | None:
    """In the order of the prizes; None where their shares have ended."""
    end, together = 0, whole(prizes)
    for prize in prizes:
        assert prize.chance is not None
        end += together // prize.chance.of * prize.chance.wins
        if rolled < end:
            return prize
    return None
