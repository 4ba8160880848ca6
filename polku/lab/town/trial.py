"""How large the effect of a message was, by the town's own books: those who saw it beside those who would have.

Half of the people get the message, the others a *ghost* of it: nothing is shown, the hour of its being seen is noted.
Both halves are counted from that hour on: that takes away that openers are keener than others.
"""

from dataclasses import dataclass

import numpy as np

from polku.lab.town.books import Books
from polku.lab.town.dice import Numbers
from polku.lab.town.seasons import HOUR_MS

Z = 1.959964  # of 95 %


@dataclass(frozen=True)
class Lift:
    """`ratio` - 1 is the lift; `low` and `high` hold the ratio with 95 %."""

    ratio: float
    low: float
    high: float
    treated: int
    ghosts: int


def lift(books: Books, *, message: int, ghost: int, people: int, hours: int) -> Lift:
    """Purchases a person within `hours` of seeing the message, over those of the ghosts. Delta method on the log."""
    rates, variances, counts = [], [], []
    for kind in (message, ghost):
        bought = purchases_after(books, books.first_seen(kind, people=people), hours=hours)
        rates.append(float(bought.mean()))
        variances.append(float(bought.var(ddof=1)) / len(bought))
        counts.append(len(bought))
    ratio = rates[0] / rates[1]
    error = np.sqrt(variances[0] / rates[0] ** 2 + variances[1] / rates[1] ** 2)
    return Lift(ratio, float(ratio * np.exp(-Z * error)), float(ratio * np.exp(Z * error)), counts[0], counts[1])


def purchases_after(books: Books, since: Numbers, *, hours: int) -> Numbers:
    """How often each of those with a `since` bought within the hours after it. Shapes: (n,) -> (those with one,)."""
    who, when, _amounts = books.purchases()
    begun = since[who]
    inside = (begun > 0) & (when > begun) & (when <= begun + hours * HOUR_MS)
    return np.bincount(who[inside], minlength=len(since))[since > 0]
