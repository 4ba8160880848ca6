"""What one message costs, by kind of channel. LINE's own prices stand with its accounts."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.learn.reports.campaigns.problems import BadAmount
from polku.learn.reports.models import ReportKept
from polku.say.channels.prices.models import MessagePrice
from polku.say.channels.registry import OF_ACCOUNT, channels

LINE = "line"
MOST = Decimal(1_000_000)
PLACES = Decimal("0.000001")


def kinds() -> dict[str, str]:
    """The kinds of channels that have a price to be named here, with titles."""
    return {one.kind: str(one.title) for one in channels() if OF_ACCOUNT not in one.name and one.kind != LINE}


def price_at(kind: str, at: datetime) -> MessagePrice | None:
    """What held then; before anybody had named one, the first that was named. None where nobody ever has."""
    named = MessagePrice.objects.filter(kind=kind)
    return named.filter(at__lte=at).order_by("-at", "-pk").first() or named.order_by("at", "pk").first()


def prices_now() -> dict[str, MessagePrice]:
    """By kind, those that hold now."""
    return {row.kind: row for row in MessagePrice.objects.order_by("at", "pk")}


def name_price(kind: str, given: str | Decimal, *, by: Member | None) -> None:
    """From now on, in the team's currency. Raises BadAmount."""
    price = read(given)
    currency, was = the_team().currency, prices_now().get(kind)
    if (was is not None and (was.price, was.currency) == (price, currency)) or (was is None and not price):
        return
    with transaction.atomic():
        MessagePrice.objects.create(kind=kind, currency=currency, price=price, at=clock.now(), by=by)
        trail.note(
            by,
            "team.priced",
            subject=f"team:{the_team().pk}",
            before={kind: f"{in_words(was)} {was.currency}"} if was is not None else None,
            after={kind: f"{price.normalize():f} {currency}"},
        )
        ReportKept.objects.filter(campaign__channel=kind).update(again_at=clock.now())


def in_words(row: MessagePrice) -> str:
    """Without the zeros at its end."""
    return f"{row.price.normalize():f}"


def read(given: str | Decimal) -> Decimal:
    """Raises BadAmount."""
    try:
        price = Decimal(str(given).strip() or "0")
    except InvalidOperation as problem:
        raise BadAmount("price") from problem
    if not price.is_finite() or not 0 <= price <= MOST:
        raise BadAmount("price")
    return price.quantize(PLACES)
