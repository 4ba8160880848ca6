"""Which hour each person gets, and why: their best one, one to learn from, or the usual one to compare with.

Two lots by a stable hash of the person's number: who compares is the same for every campaign, who is tried with another
hour is drawn anew for each.
"""

from polku.act.campaigns.timing.best.learned import HOURS, Learned, shares
from polku.kit.arrays import Flags, Floats, Numbers, np
from polku.say.arms.split import positions

HOLDOUT, EXPLORE = 0.05, 0.05
BEST, TRIED, USUAL = 0, 1, 2
HOLDOUT_SALT = "best-hour/holdout"
PART = 50_000  # people at a time
NOISE = 1e-6  # where nothing is known, all hours are alike: then it is by lot


def groups(people: Numbers, cause: str) -> Numbers:
    """BEST, TRIED or USUAL. Shapes: (people,)."""
    is_usual = positions(people, HOLDOUT_SALT) < HOLDOUT
    is_tried = positions(people, f"{cause}/tried") < EXPLORE
    return np.where(is_usual, USUAL, np.where(is_tried, TRIED, BEST))


def hours_of(learned: Learned, people: Numbers, zones: Numbers, *, allowed: Flags, cause: str) -> Numbers:
    """An hour for each, of those that are allowed in their zone. Shapes: (people,), allowed (zones, 24)."""
    found = np.zeros(len(people), np.int64)
    lot, group = positions(people, f"{cause}/hour"), groups(people, cause)
    for start in range(0, len(people), PART):
        part = slice(start, start + PART)
        may = allowed[zones[part]]
        noise = ((lot[part, None] + np.arange(HOURS) * 0.618034) % 1.0) * NOISE
        best = np.where(may, shares(learned, people[part], zones[part]) + noise, -1.0).argmax(axis=1)
        tried = _drawn(may.astype(np.float64), lot[part])
        usual = _drawn(may * (learned.usual + 1.0), lot[part])
        found[part] = np.choose(group[part], (best, tried, usual))
    return found


def _drawn(weights: Floats, lot: Floats) -> Numbers:
    """By lot, each hour as often as it weighs. Shapes: (people, 24), (people,) -> (people,)."""
    bounds = weights.cumsum(axis=1)
    return np.asarray((bounds <= (lot * bounds[:, -1])[:, None]).sum(axis=1))
