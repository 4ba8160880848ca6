"""Who lives in the town: habits of many people as columns, drawn from the seed."""

from dataclasses import dataclass

import numpy as np

from polku.lab.town.dice import Floats, Numbers, throw
from polku.lab.town.stores import STORES
from polku.lab.town.truth import Truth


@dataclass(frozen=True)
class Shoppers:
    """Columns, one entry for each shopper. Shapes: all (n,)."""

    looks: Floats  # a day
    opens: Floats  # of looks, 0..1
    clicks: Floats  # of messages that are seen, 0..1
    visits: Floats  # to a store, a day
    baskets: Floats  # the usual amount
    store: Numbers  # the usual one, an index of STORES

    def __len__(self) -> int:
        return len(self.looks)


def shoppers(count: int, *, seed: int, truth: Truth) -> Shoppers:
    """The same number is always the same shopper, however many others there are."""
    everybody = np.arange(count)

    def spread(purpose: str) -> Floats:
        """Normally distributed, by Box and Muller."""
        radius = np.sqrt(-2 * np.log1p(-throw(seed, -1, f"{purpose} radius", everybody)))
        turn = np.cos(2 * np.pi * throw(seed, -1, f"{purpose} angle", everybody))
        return np.asarray(radius * turn, np.float32)

    # How keen somebody is shows in all habits: that is what misleads whoever compares openers with the rest.
    keen, habit = spread("keen") * np.float32(truth.habit), truth.habit**2
    weights = np.cumsum([store.share for store in STORES])
    return Shoppers(
        looks=_of_mean(truth.looks, 0.5 * spread("looks") + 0.5 * keen, variance=0.25 + 0.25 * habit),
        opens=_share(truth.opens, spread("opens") + 2 * keen),
        clicks=_share(truth.clicks, 0.7 * spread("clicks") + 2 * keen),
        visits=_of_mean(truth.purchases / truth.buys, 0.6 * spread("visits") + keen, variance=0.36 + habit),
        baskets=_of_mean(truth.basket, 0.4 * spread("baskets"), variance=0.16),
        store=np.searchsorted(weights, throw(seed, -1, "store", everybody), side="right").clip(max=len(STORES) - 1),
    )


def _of_mean(mean: float, log: Floats, *, variance: float) -> Floats:
    """exp(log), scaled so that its expected value is `mean`."""
    return np.asarray(mean * np.exp(log - variance / 2), np.float32)


def _share(middle: float, log: Floats) -> Floats:
    """Shares whose median is `middle`."""
    return np.asarray(1 / (1 + np.exp(-(np.log(middle / (1 - middle)) + log))), np.float32)
