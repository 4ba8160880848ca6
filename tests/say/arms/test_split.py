"""Splitting by lot: stable, whole, and as large as was said."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from polku.say.arms.split import positions, split

NUMBERS = st.lists(st.integers(1, 2**62), unique=True, max_size=60).map(lambda found: np.array(sorted(found), np.int64))
SALTS = st.text(max_size=12)
WEIGHTS = st.lists(st.integers(0, 9), min_size=1, max_size=5).filter(any)


@given(numbers=NUMBERS, salt=SALTS, weights=WEIGHTS)
def test_everybody_is_in_one_part(numbers, salt, weights):
    parts = split(numbers, salt, weights)

    assert len(parts) == len(weights)
    assert sorted(np.concatenate(parts).tolist()) == numbers.tolist()
    assert all(not len(part) for part, weight in zip(parts, weights, strict=True) if not weight)


@given(numbers=NUMBERS, salt=SALTS, weights=WEIGHTS, others=NUMBERS)
def test_nobody_moves_because_others_come(numbers, salt, weights, others):
    alone = split(numbers, salt, weights)
    among = split(np.union1d(numbers, others), salt, weights)

    for one, other in zip(alone, among, strict=True):
        assert set(one.tolist()) <= set(other.tolist())


def test_parts_are_as_large_as_was_said_and_independent_of_each_other():
    numbers = np.arange(1, 200_001, dtype=np.int64)

    sizes = [len(part) for part in split(numbers, "campaign:7/variant", (5, 3, 2))]
    taking, _rest = split(numbers, "campaign:7/trial", (20, 80))
    within = [len(part) for part in split(taking, "campaign:7/variant", (1, 1))]

    # Four standard errors: 6 of 100,000 salts would be further off.
    assert all(
        abs(size - 200_000 * share) < 4 * (200_000 * share * (1 - share)) ** 0.5
        for size, share in zip(sizes, (0.5, 0.3, 0.2), strict=True)
    )
    assert abs(within[0] - len(taking) / 2) < 4 * (len(taking) / 4) ** 0.5


def test_positions_are_spread_evenly():
    counts, _edges = np.histogram(positions(np.arange(100_000, dtype=np.int64), "even"), bins=100, range=(0, 1))

    # Chi-square of 99 degrees of freedom: above 173 once in 100,000 times.
    assert ((counts - 1000) ** 2 / 1000).sum() < 173
