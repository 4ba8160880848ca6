"""A basket, and who buys it, where and when."""

from datetime import datetime

import msgspec

MOST_UNITS = 10_000  # pieces in one basket


class Line(msgspec.Struct, frozen=True, gc=False):
    product: str
    quantity: int
    unit_minor: int  # the price of one
    category: str = ""  # a path: "tea/green"


class Basket(msgspec.Struct, frozen=True):
    lines: tuple[Line, ...]
    currency: str
    delivery_minor: int = 0

    @property
    def goods_minor(self) -> int:
        return sum(line.quantity * line.unit_minor for line in self.lines)


class Moment(msgspec.Struct, frozen=True):
    """`at`: by the clock on the store's wall. `segments`, `rank`, `is_first`: of the person; None where nobody said."""

    at: datetime
    store: str = ""
    is_first: bool | None = None
    rank: str = ""
    segments: frozenset[int] = frozenset()
