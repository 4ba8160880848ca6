"""Waits are spread, and never longer than said."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from polku.kit.jitter import jittered


@given(st.integers(0, 2**40), st.lists(st.integers(0, 2**63), max_size=3))
def test_a_wait_is_from_three_quarters_to_all_of_it_and_the_same_for_the_same_seed(wait_ms, seed):
    found = jittered(wait_ms, *seed)

    assert wait_ms * 3 // 4 <= found <= wait_ms
    assert found == jittered(wait_ms, *seed)


def test_a_thousand_numbers_in_a_row_are_spread_over_all_of_it():
    found = sorted(jittered(30_000, number, 1) for number in range(1_000))

    assert max(later - before for before, later in pairwise(found)) < 100
