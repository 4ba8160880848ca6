"""A report as rows: one measure each, with its unit. What the file and programs get."""

from collections.abc import Iterator
from dataclasses import dataclass

from polku.kit import money
from polku.learn.reports.campaigns.compare import Middle
from polku.learn.reports.campaigns.count import units
from polku.learn.reports.campaigns.numbers import Numbers, Range, earned_over

MESSAGES, PEOPLE, TIMES, SHARE, RATIO = "messages", "people", "times", "share", "ratio"


@dataclass(frozen=True)
class Measure:
    """`value` None: unknown. Money in whole units, its currency as the unit; shares from 0 to 1."""

    name: str
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    channel: str = ""  # "": all of them


def measures(numbers: Numbers) -> list[Measure]:
    return list(_measures(numbers))


def _measures(one: Numbers) -> Iterator[Measure]:
    yield Measure("asked", one.asked, MESSAGES)
    yield Measure("sent", one.sent, MESSAGES)
    yield Measure("not_sent", one.failed, MESSAGES)
    yield Measure("held_out", one.held_out, PEOPLE)
    for name in ("delivered", "opened", "clicked", "unsubscribed"):
        count = getattr(one, name)
        yield Measure(name, count, MESSAGES if name == "delivered" else PEOPLE)
        yield Measure(f"{name}_share", one.share(count), SHARE)
    yield Measure("converted", one.people, PEOPLE)
    yield Measure("converted_share", one.share(one.people), SHARE)
    yield Measure("conversions", one.orders, TIMES)
    if one.revenue is None:
        yield Measure("revenue", None, one.currency)
    for amount in one.revenue or ():
        yield Measure("revenue", money.to_major(amount.minor, amount.currency), amount.currency)
    yield from _cost(one)
    yield _with_range("uplift", one.uplift, SHARE)
    yield _with_range("revenue_because_of_it", one.earned, one.currency)
    yield _with_range("return", earned_over(one, units(one.currency)), RATIO)
    if len(one.channels) > 1:
        yield from _channels(one)


def _cost(one: Numbers) -> Iterator[Measure]:
    for amount in one.costs:
        yield Measure("known_cost", money.to_major(amount.minor, amount.currency), amount.currency)
    cost = one.cost
    unit = cost.currency if cost is not None else one.currency
    yield Measure("cost", money.to_major(cost.minor, unit) if cost is not None else None, unit)
    each = one.cost_each
    yield Measure("cost_per_conversion", each / units(unit) if each is not None else None, unit)
    yield Measure("revenue_over_cost", one.times, RATIO)


def _channels(one: Numbers) -> Iterator[Measure]:
    for part in one.channels:
        yield Measure("sent", part.sent, MESSAGES, channel=part.name)
        yield Measure("converted", part.people, PEOPLE, channel=part.name)
        yield Measure("conversions", part.orders, TIMES, channel=part.name)
        for amount in part.revenue:
            worth = money.to_major(amount.minor, amount.currency)
            yield Measure("revenue", worth, amount.currency, channel=part.name)
        spent = money.to_major(part.cost.minor, part.cost.currency) if part.cost is not None else None
        yield Measure("cost", spent, part.cost.currency if part.cost is not None else one.currency, channel=part.name)


def of_middle(middle: Middle, currency: str) -> list[Measure]:
    """Medians of earlier ones, under the names of what they stand beside."""
    in_units = units(currency)
    return [
        Measure("sent", middle.sent, MESSAGES),
        Measure("delivered_share", middle.delivered, SHARE),
        Measure("opened_share", middle.opened, SHARE),
        Measure("clicked_share", middle.clicked, SHARE),
        Measure("converted_share", middle.people, SHARE),
        Measure("conversions", middle.orders, TIMES),
        Measure("revenue", middle.revenue / in_units if middle.revenue is not None else None, currency),
        Measure("cost", middle.cost / in_units if middle.cost is not None else None, currency),
        Measure("uplift", middle.uplift, SHARE),
    ]


def _with_range(name: str, found: Range | None, unit: str) -> Measure:
    if found is None:
        return Measure(name, None, unit)
    return Measure(name, found.value, unit, found.low, found.high)
