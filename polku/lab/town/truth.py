"""What is true in the town: the numbers that an analysis is to find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Truth:
    """Shares are 0..1, rates are a day in an ordinary season."""

    lift: float = 0.30  # a message that was seen: purchases at (1 + lift) times the usual rate …
    lasts_h: int = 72  # … for as long
    opens: float = 0.60  # of looks at the phone at which what waits there is opened; the median of people
    buried_h: int = 72  # what has not been opened by then is never opened
    clicks: float = 0.12  # of those who see a message with something to tap; the median of people
    answers: float = 0.02  # of those who see a message
    blocks: float = 0.003  # of those who see a message, times one more for each other one of the last 7 days
    looks: float = 5.0  # at the phone, a day
    purchases: float = 0.12  # a day
    buys: float = 0.60  # of visits to a store
    basket: float = 12.0  # the mean of a basket, in units of the currency
    adds: float = 0.03  # of visits to a store by somebody who is no friend: the poster at the till
    habit: float = 0.8  # how strongly opening and clicking go with shopping; 0: not at all
