"""Plans of LINE accounts: what a month costs, how many messages are in it, and what each one more costs."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from polku.kit.money import to_minor
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.models import LinePrices
from polku.say.channels.line.wrong import OWN_PRICES

OWN = OWN_PRICES


@dataclass(frozen=True)
class Tier:
    """The price of each message beyond those in the plan, up to so many of them; None: of all further ones."""

    up_to: int | None
    price: Decimal  # in the currency itself, not its smallest unit: LINE has 2.8 yen


@dataclass(frozen=True)
class Plan:
    key: str
    title: str
    currency: str
    monthly_minor: int
    messages: int
    more: tuple[Tier, ...] = ()  # none: no more can be bought


@cache
def plans() -> dict[str, Plan]:
    """Those of limits.toml, in its order."""
    return {key: _plan(key, said) for key, said in limits()["plans"].items()}


def plan_of(account: LineAccount, own: LinePrices | None) -> Plan | None:
    """The plan that somebody has chosen for the account; None where nobody has. `own`: its row, if there is one."""
    if account.plan != OWN:
        return plans().get(account.plan)
    if own is None:
        return None
    tiers = tuple(Tier(one["up_to"], Decimal(one["price"])) for one in own.more)
    return Plan(OWN, "", own.currency, own.monthly_minor, own.messages, tiers)


def _plan(key: str, said: dict[str, Any]) -> Plan:
    tiers = tuple(Tier(one["up_to"], Decimal(str(one["yen"]))) for one in said.get("more", ()))
    monthly = to_minor(said["monthly"], said["currency"]) or 0
    return Plan(key, said["title"], said["currency"], monthly, said["messages"], tiers)
