"""What the town's people do in the days after a message, drawn at once instead of hour by hour.

The same habits and the same truth as town.py, for questions that need a hundred towns: who of a group bought within
some days, who clicked, and how large the true effect is. The hours of the day do not bear on these and are left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polku.lab.town.dice import Floats, throw
from polku.lab.town.shoppers import Shoppers, shoppers
from polku.lab.town.truth import Truth

STEPS = 96  # the hour at which a message is seen, for the true effect: so many moments of equal chance


@dataclass(frozen=True)
class After:
    """One entry for each shopper. Shapes: (n,)."""

    is_asked: NDArray[np.bool_]
    clicked: NDArray[np.bool_]
    bought: NDArray[np.int64]  # purchases within the window
    spent: NDArray[np.float64]


def after(
    count: int, *, seed: int, days: float, percent: int, truth: Truth, is_asked: NDArray[np.bool_] | None = None
) -> After:
    """So many people, of whom so many percent are held out; the others get one message as the window opens.

    `is_asked`: who, where somebody else has drawn.
    """
    people, everybody = shoppers(count, seed=seed, truth=truth), np.arange(count)
    dice = np.random.default_rng(seed)
    if is_asked is None:
        is_asked = throw(seed, 0, "holdout", everybody) >= percent / 100
    seen = _seen(people, truth, throw(seed, 0, "seen", everybody), days)
    sees = is_asked & np.isfinite(seen)
    lifted = np.where(sees, np.minimum(truth.lasts_h / 24, days - np.where(sees, seen, 0)), 0.0)
    rate = people.visits.astype(float) * truth.buys
    bought = dice.poisson(rate * (days + truth.lift * lifted))
    # Of several baskets, each 0.4 to 1.6 of the usual one: the sum of so many evenly spread numbers.
    each = 0.4 * bought + 1.2 * np.where(bought > 0, dice.normal(bought / 2, np.sqrt(bought / 12)), 0)
    spent = people.baskets * np.maximum(each, 0.4 * bought)
    clicked = sees & (throw(seed, 0, "clicked", everybody) < people.clicks)
    return After(is_asked, clicked, bought, spent)


def true_effect(count: int, *, seed: int, days: float, truth: Truth) -> tuple[float, float]:
    """How many more of these people buy when asked than when not (a share), and how much more each spends on average.

    Without any dice but those that made the people: the mean over all moments at which the message may be seen.
    """
    people = shoppers(count, seed=seed, truth=truth)
    rate = people.visits.astype(float) * truth.buys
    more, extra = np.zeros(count), np.zeros(count)
    for step in range(STEPS):
        seen = _seen(people, truth, np.full(count, (step + 0.5) / STEPS, np.float32), days)
        lifted = np.where(np.isfinite(seen), np.minimum(truth.lasts_h / 24, days - np.where(seen < days, seen, 0)), 0)
        more += np.exp(-rate * days) - np.exp(-rate * (days + truth.lift * lifted))
        extra += rate * truth.lift * lifted * people.baskets
    return float(more.mean() / STEPS), float(extra.mean() / STEPS)


def _seen(people: Shoppers, truth: Truth, chance: Floats, days: float) -> Floats:
    """After how many days somebody opens the message; infinite where it is buried, or later than the window."""
    rate = people.looks.astype(float) * people.opens
    seen = -np.log1p(-chance.astype(float)) / rate
    return np.asarray(np.where(seen < min(days, truth.buried_h / 24), seen, np.inf))
