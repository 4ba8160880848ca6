"""The numbers of a campaign's report: what is kept of it. Sums and shares only. None: unknown, which is not 0."""

import msgspec


class Sum(msgspec.Struct, frozen=True):
    """Money in one currency. `orders`: from so many."""

    currency: str
    minor: int
    orders: int = 0


class Range(msgspec.Struct, frozen=True):
    """A value, and where the truth lies with 95 %."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        return self.low > 0 or self.high < 0


class Channel(msgspec.Struct, frozen=True):
    """The part of one channel."""

    name: str
    sent: int
    people: int | None
    orders: int | None
    revenue: list[Sum]
    cost: Sum | None


class Numbers(msgspec.Struct, frozen=True):
    goal: str
    days: int
    currency: str  # the team's
    asked: int
    sent: int
    failed: int  # not sent, or nobody knows
    delivered: int | None
    opened: int | None
    clicked: int | None
    unsubscribed: int | None
    people: int | None  # who did what the goal says
    orders: int | None
    revenue: list[Sum] | None
    costs: list[Sum]
    is_cost_known: bool  # all of it
    channels: list[Channel]
    held_out: int
    percent: int  # of the audience, to be held out
    uplift: Range | None  # of shares: asked less held out
    earned: Range | None  # revenue because of it, in whole units of the team's currency
    is_trusted: bool  # the groups are as large as they were drawn
    said: bool  # the column store was there to be asked
    is_over: bool  # they hardly move any more

    def share(self, count: int | None) -> float | None:
        """Of what was sent."""
        return count / self.sent if count is not None and self.sent else None

    @property
    def cost(self) -> Sum | None:
        """All of it, where it is known and in one currency."""
        if not self.is_cost_known or len(self.costs) > 1:
            return None
        return self.costs[0] if self.costs else Sum(self.currency, 0)

    def income(self, currency: str) -> int | None:
        """Revenue in one currency."""
        if self.revenue is None:
            return None
        return next((one.minor for one in self.revenue if one.currency == currency), 0)

    @property
    def cost_each(self) -> float | None:
        """Smallest units an order, in the cost's currency."""
        return self.cost.minor / self.orders if self.cost is not None and self.cost.minor and self.orders else None

    @property
    def times(self) -> float | None:
        """Revenue over cost: of one currency, where there is no revenue in another that it would leave out."""
        cost = self.cost
        if cost is None or not cost.minor or self.revenue is None:
            return None
        if any(one.currency != cost.currency and one.minor for one in self.revenue):
            return None
        return (self.income(cost.currency) or 0) / cost.minor


def earned_over(numbers: Numbers, units: int) -> Range | None:
    """(Revenue because of it - cost) over cost. `units`: smallest ones of the team's currency in a whole one."""
    cost, earned = numbers.cost, numbers.earned
    if earned is None or cost is None or not cost.minor or cost.currency != numbers.currency:
        return None
    value, low, high = (one * units / cost.minor - 1 for one in (earned.value, earned.low, earned.high))
    return Range(value, low, high)
