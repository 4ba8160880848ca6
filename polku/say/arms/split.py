"""Splitting people by lot: a stable hash of each one's number, and nothing else."""

from collections.abc import Sequence
from hashlib import blake2b

from polku.kit.arrays import Floats, Numbers, np

# SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014): its finishing steps.
STEPS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
LAST = 31
GOLDEN = 0x9E3779B97F4A7C15


def positions(numbers: Numbers, salt: str) -> Floats:
    """Where each number falls between 0 and 1, alike for every salt and independent of the others. Shapes: (n,)."""
    start = np.uint64(int.from_bytes(blake2b(salt.encode(), digest_size=8).digest(), "big"))
    mixed = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(GOLDEN) + start  # wraps around, as it should
    for shift, factor in STEPS:
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(LAST)
    return np.asarray((mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53)


def split(numbers: Numbers, salt: str, weights: Sequence[float]) -> list[Numbers]:
    """As many parts as weights, each with about its weight's share; together they are all, each once, in order.

    Whoever is in the first part stays there while its share does not become smaller, whoever else comes or goes.
    """
    bounds = np.cumsum(np.asarray(weights, np.float64) / sum(weights))
    parts = np.searchsorted(bounds[:-1], positions(numbers, salt), side="right")
    return [numbers[parts == number] for number in range(len(weights))]
