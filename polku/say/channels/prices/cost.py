"""Which channel is cheaper: what one more message costs now."""

from collections.abc import Sequence
from decimal import Decimal

from polku.kit import money
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.models import LinePrices
from polku.say.channels.line.money.plans import plan_of
from polku.say.channels.line.money.price import price
from polku.say.channels.line.money.usage import latest
from polku.say.channels.prices.models import MessagePrice
from polku.say.channels.registry import OF_ACCOUNT

LINE = "line"
MANY = 1_000  # of LINE's, whose first messages of a month may be free: what so many more cost, by one
UNKNOWN = float("inf")  # dearer than whatever has a price


def costs(channels: Sequence[str]) -> list[float]:
    """Of one message by each, to be compared only; where currencies differ, nothing is: all are alike."""
    found = [_cost(name) for name in channels]
    if len({currency for _amount, currency in found if currency}) > 1:
        return [0.0] * len(channels)
    return [amount for amount, _currency in found]


def _cost(channel: str) -> tuple[float, str]:
    kind, _colon, account = channel.partition(OF_ACCOUNT)
    if kind == LINE:
        return _by_line(account)
    row = MessagePrice.objects.filter(kind=kind).order_by("-at", "-pk").first()
    return (float(row.price), row.currency) if row is not None else (0.0, "")


def _by_line(name: str) -> tuple[float, str]:
    account = LineAccount.objects.filter(name=name).first()
    if account is None:
        return UNKNOWN, ""
    plan = plan_of(account, LinePrices.objects.filter(account=account).first())
    if plan is None:
        return UNKNOWN, ""
    usage = latest([account.pk]).get(account.pk)
    found = price(plan, used=usage.used if usage is not None else 0, count=MANY)
    if found.beyond:
        return UNKNOWN, found.currency
    return float(Decimal(found.minor).scaleb(-money.decimals(found.currency)) / MANY), found.currency
