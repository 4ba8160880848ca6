"""Why an offer is not for this basket: one word, and how much is missing where that can be said."""

import msgspec

from polku.act.rewards.pricing.basket import Basket, Moment
from polku.act.rewards.pricing.offer import Conditions, Goods, Offer

CURRENCY, STORE, WEEKDAY, HOUR = "currency", "store", "weekday", "hour"
FIRST, RANK, SEGMENT = "first", "rank", "segment"
GOODS, NEEDS, LEAST = "goods", "needs", "least"
NOTHING, OTHERS = "nothing", "others"  # it takes nothing off; others together save more


class Why(msgspec.Struct, frozen=True):
    word: str
    missing_minor: int = 0


def unmet(offer: Offer, basket: Basket, moment: Moment) -> Why | None:
    """The first condition that does not hold."""
    if offer.currency and offer.currency != basket.currency:
        return Why(CURRENCY)
    return of_moment(offer.conditions, moment) or _of_goods(offer, basket)


def of_moment(asked: Conditions, moment: Moment) -> Why | None:
    """The same of where, when and who, whatever is bought."""
    if asked.stores and moment.store not in asked.stores:
        return Why(STORE)
    if not _is_now(asked, moment):
        return Why(WEEKDAY if asked.weekdays and moment.at.isoweekday() not in asked.weekdays else HOUR)
    if asked.is_first_only and not moment.is_first:
        return Why(FIRST)
    if asked.ranks and moment.rank not in asked.ranks:
        return Why(RANK)
    if asked.segment is not None and asked.segment not in moment.segments:
        return Why(SEGMENT)
    return None


def _is_now(asked: Conditions, moment: Moment) -> bool:
    """Hours over midnight belong to the day on which they began."""
    today, minute = moment.at.isoweekday(), moment.at.hour * 60 + moment.at.minute
    if not asked.hours:
        return asked.has_day(today)
    yesterday = today - 1 or 7
    return any(
        hours.has(minute) and asked.has_day(yesterday if hours.is_of_yesterday(minute) else today)
        for hours in asked.hours
    )


def _of_goods(offer: Offer, basket: Basket) -> Why | None:
    asked, goods = offer.conditions, offer.benefit.goods
    if asked.needs is not None and not _is_there(asked.needs, basket):
        return Why(NEEDS)
    if offer.benefit.kind not in ("free_delivery", "gift") and not _is_there(goods, basket):
        return Why(GOODS)
    if asked.least_minor:
        there = sum(line.quantity * line.unit_minor for line in basket.lines if goods.has(line.product, line.category))
        if there < asked.least_minor:
            return Why(LEAST, asked.least_minor - there)
    return None


def _is_there(goods: Goods, basket: Basket) -> bool:
    return any(goods.has(line.product, line.category) for line in basket.lines if line.quantity)
