"""What somebody's points could take off a price, and of others why not. Looked at: nothing is spent."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.points.balance import Balance
from polku.act.rewards.points.burn import CURRENCY, LEAST, PENDING, TOO_FEW, TOO_MUCH
from polku.act.rewards.points.off import Off, count, for_money, most_off, off_of


class Offered(msgspec.Struct, frozen=True):
    """Of one program whose points take money off. `most`: what can be spent on this price; `used`: what is, where
    it was asked for. `why`: a word where that is nothing."""

    balance: Balance
    most: Off
    used: Off = Off()
    why: str = ""


def offered(
    balances: Sequence[Balance],
    *,
    price_minor: int,
    currency: str,
    points: int | None = None,
    program: int | None = None,
) -> list[Offered]:
    """`points`: so many are to be used, of this `program`, or else of the first that can give any; no more of them than
    the price takes."""
    found = [_offered(one, one.least, price_minor, currency) for one in balances if one.least is not None]
    if points is None:
        return found
    chosen = next((one for one in found if _is_meant(one, program)), None)
    return [_used(one, points, price_minor) if one is chosen else one for one in found]


def _offered(balance: Balance, least: int, price_minor: int, currency: str) -> Offered:
    if balance.program.currency != currency:
        return Offered(balance, Off(), why=CURRENCY)
    most = most_off(for_money(balance.tiers), price_minor)
    return Offered(balance, most, why="" if most.points else _why(balance, least))


def _is_meant(one: Offered, program: int | None) -> bool:
    return one.balance.program.pk == program if program is not None else bool(one.most.points)


def _used(one: Offered, points: int, price_minor: int) -> Offered:
    held, least = for_money(one.balance.tiers), one.balance.least or 1
    if one.why:
        return one
    if points < least or points > count(held):
        return msgspec.structs.replace(one, why=LEAST if points < least else _why(one.balance, points))
    used = most_off(held, price_minor, most=points)
    return msgspec.structs.replace(one, used=used, why="" if used.points else LEAST)


def _why(balance: Balance, wanted: int) -> str:
    """That so many are not there, or take off more than there is to pay, or nothing."""
    held = for_money(balance.tiers)
    if count(held) < wanted or not off_of(held, count(held)):
        return PENDING if balance.usable + balance.pending >= wanted and balance.pending else TOO_FEW
    return TOO_MUCH
