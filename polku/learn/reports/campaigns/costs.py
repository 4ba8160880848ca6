"""What a campaign has cost: its messages, channel by channel, and what was entered by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.campaigns.models import Campaign
from polku.kit import money
from polku.kit.amounts import number
from polku.learn.reports.campaigns.fixed import fixed_of
from polku.learn.reports.campaigns.prices import LINE, price_at
from polku.learn.reports.line_cost import campaign_cost
from polku.say.channels.line.models import LineAccount
from polku.say.channels.registry import OF_ACCOUNT


@dataclass(frozen=True)
class Part:
    """`minor` None: nobody knows. `channel` "": entered by hand, and `number` is its row's."""

    channel: str
    what: str
    messages: int | None
    minor: int | None
    currency: str
    how: str  # it was reckoned, in a sentence
    number: int = 0
    is_assumed: bool = False  # nobody has named a price: 0 is taken


def costs(campaign: Campaign, sent: Mapping[str, int], *, currency: str) -> list[Part]:
    """`sent`: messages by channel; `currency`: the team's."""
    launch = campaign.launched
    parts = []
    if launch is not None:
        for channel, count in sent.items():
            kind = channel.partition(OF_ACCOUNT)[0]
            by_line = kind == LINE and OF_ACCOUNT in channel
            parts.append(
                _by_line(campaign, channel, count, launch.at, currency)
                if by_line
                else _by_price(channel, kind, count, launch.at, currency)
            )
    return [*parts, *(Part("", row.what, None, row.minor, row.currency, "", row.pk) for row in fixed_of(campaign))]


def sums(parts: list[Part]) -> dict[str, int]:
    """What is known of them, by currency; nothing is converted."""
    found: dict[str, int] = {}
    for one in parts:
        if one.minor is not None:
            found[one.currency] = found.get(one.currency, 0) + one.minor
    return {name: minor for name, minor in found.items() if minor or len(found) == 1}


def _by_price(channel: str, kind: str, count: int, at: datetime, currency: str) -> Part:
    row = price_at(kind, at)
    if row is None:
        how = _("Nobody has named a price for these messages: they are taken to cost nothing.")
        return Part(channel, "", count, 0, currency, how, is_assumed=True)
    exact = (row.price * count).scaleb(money.decimals(row.currency))
    how = _("{price} {currency} a message").format(price=f"{row.price.normalize():f}", currency=row.currency)
    return Part(channel, "", count, int(exact.quantize(Decimal(1), ROUND_HALF_UP)), row.currency, how)


def _by_line(campaign: Campaign, channel: str, count: int, at: datetime, currency: str) -> Part:
    account = LineAccount.objects.filter(name=channel.partition(OF_ACCOUNT)[2]).first()
    price = campaign_cost(account, campaign.pk, sent=count, at=at) if account is not None else None
    if price is None:
        return Part(channel, "", count, None, currency, _("Unknown: nobody has said which plan the LINE account has."))
    form = ngettext("{paid} message beyond the plan", "{paid} messages beyond the plan", price.paid)
    how = form.format(paid=number(price.paid))
    return Part(channel, "", count, price.minor, price.currency, how)
