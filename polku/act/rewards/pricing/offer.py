"""What is promised, and under which conditions."""

from functools import lru_cache
from typing import Literal

import msgspec

from polku.know.catalog.said import LEVEL, LEVELS


class Goods(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which products are meant: all where nothing is named. Of a category, those below it too."""

    products: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    def has(self, product: str, category: str) -> bool:
        if not self.products and not self.categories:
            return True
        if product in self.products:
            return True
        return bool(self.categories and category) and not _levels(self.categories).isdisjoint(_with_above(category))


@lru_cache(maxsize=2_000)
def _levels(categories: frozenset[str]) -> frozenset[str]:
    """However their levels are set apart: tea/green and Tea > Green are written by many."""
    return frozenset(LEVEL.join(LEVELS.split(one.strip())) for one in categories)


@lru_cache(maxsize=10_000)
def _with_above(category: str) -> frozenset[str]:
    levels = LEVELS.split(category.strip())
    return frozenset(LEVEL.join(levels[: number + 1]) for number in range(len(levels)))


class Benefit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`percent`: off the goods meant. `amount`: off them together, at the most what they cost. `fixed_price`: of one
    of them. `gift`: something beside it, which is named. `free_delivery`. `buy_get`: for every `buy` of the goods, the
    `get` cheapest of as many more cost nothing. `bundle`: `buy` of the goods together cost `minor`.
    """

    kind: Literal["percent", "amount", "fixed_price", "gift", "free_delivery", "buy_get", "bundle"]
    percent: int = 0  # 1 to 100
    minor: int = 0
    most_minor: int | None = None  # of a percentage
    buy: int = 0
    get: int = 0
    gift: str = ""
    goods: Goods = Goods()
    cost_minor: int = 0  # of one use, to whoever bears it, where nothing that is known is taken off a price


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From and to which minute of the day, the second not included; a second that is earlier is the next day's."""

    first: int
    last: int

    def has(self, minute: int) -> bool:
        if self.first <= self.last:
            return self.first <= minute < self.last
        return minute >= self.first or minute < self.last

    def is_of_yesterday(self, minute: int) -> bool:
        """Whether it is after midnight of hours that began before."""
        return self.last < self.first and minute < self.last


class Conditions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that are named must hold. `least_minor`: for the goods meant, before anything is taken off."""

    least_minor: int = 0
    needs: Goods | None = None  # something of it must be in the basket
    stores: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()  # 1 is Monday
    hours: tuple[Hours, ...] = ()
    is_first_only: bool = False
    ranks: frozenset[str] = frozenset()
    segment: int | None = None

    def has_day(self, day: int) -> bool:
        return not self.weekdays or day in self.weekdays

    @property
    def asks_person(self) -> bool:
        """Whether one has to know who it is."""
        return self.is_first_only or bool(self.ranks) or self.segment is not None


class Offer(msgspec.Struct, frozen=True):
    """`key`: by which the caller knows it again."""

    key: str
    benefit: Benefit
    conditions: Conditions = Conditions()
    currency: str = ""
    is_stackable: bool = False
