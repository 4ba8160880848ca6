"""What was loaded for the first answers is not looked through for cycles again; what comes after is."""

import gc
import weakref
from itertools import count

import pytest

from polku.kit import settling


class Cup:
    def __init__(self):
        self.own = self


@pytest.fixture
def first(monkeypatch):
    monkeypatch.setattr(settling, "_answers", count(1))
    there = gc.get_freeze_count()
    yield there
    # What this test has set aside is looked through again, and only the rest goes back.
    gc.collect()
    gc.freeze()


def test_after_the_first_answer_and_then_rarely(first):
    loaded = [[] for _ in range(100)]
    settling.answered()
    then = gc.get_freeze_count()
    more = [[] for _ in range(100)]
    for _ in range(8):
        settling.answered()
    ninth = gc.get_freeze_count()
    settling.answered()

    assert then >= first + len(loaded)
    assert ninth <= then
    assert gc.get_freeze_count() >= then + len(more)


def test_a_cycle_that_is_made_after_still_goes(first):
    settling.answered()
    cup = Cup()
    gone = weakref.ref(cup)
    del cup
    gc.collect()

    assert gone() is None
