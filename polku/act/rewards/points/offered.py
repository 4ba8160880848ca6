"""What somebody's points could take off a price, and of others why not. Looked at: nothing is spent."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.points.balance import Balance
from polku.act.rewards.points.burn import CURRENCY, LEAST, PENDING, TOO_FEW, TOO_MUCH
from polku.act.rewards.points.off import Off, most_off
from polku.act.rewards.points.terms import Rate


class Offered(msgspec.Struct, frozen=True):
    """Of one program with a rate. `most`: what can be spent on this price; `used`: what is, where it was asked for.
    `why`: a word where that is nothing."""

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
    rates = [(one, rate) for one in balances if (rate := one.terms.rate) is not None]
    found = [_offered(one, rate, price_minor, currency) for one, rate in rates]
    if points is None:
        return found
    chosen = next((one for one in found if _is_meant(one, program)), None)
    return [_used(one, points, price_minor) if one is chosen else one for one in found]


def _offered(balance: Balance, rate: Rate, price_minor: int, currency: str) -> Offered:
    if balance.program.currency != currency:
        return Offered(balance, Off(), why=CURRENCY)
    most = most_off(rate, balance.usable, price_minor)
    return Offered(balance, most, why="" if most.points else _why(balance, rate, rate.least))


def _is_meant(one: Offered, program: int | None) -> bool:
    return one.balance.program.pk == program if program is not None else bool(one.most.points)


def _used(one: Offered, points: int, price_minor: int) -> Offered:
    rate = one.balance.terms.rate
    if rate is None or one.why:
        return one
    if points < rate.least or points > one.balance.usable:
        return msgspec.structs.replace(one, why=LEAST if points < rate.least else _why(one.balance, rate, points))
    used = most_off(rate, points, price_minor)
    return msgspec.structs.replace(one, used=used, why="" if used.points else LEAST)


def _why(balance: Balance, rate: Rate, wanted: int) -> str:
    """That so many are not there, or take off more than there is to pay, or nothing."""
    if balance.usable < max(wanted, -(-rate.points // rate.minor)):
        return PENDING if balance.usable + balance.pending >= wanted and balance.pending else TOO_FEW
    return TOO_MUCH
