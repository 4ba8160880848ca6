"""Arms are kept as they were drawn, and people can be taken out of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity
from polku.know.rules.sample import of_percent
from polku.say.arms import forget, packed
from polku.say.arms.models import Arm

pytestmark = pytest.mark.django_db


def of(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def test_many_numbers_are_a_few_rows_and_come_back_ascending(monkeypatch):
    monkeypatch.setattr(packed, "AT_ONCE", 3)

    packed.keep("campaign:7", "asked", of(2**62, 5, 1, 9, 7, 7))
    packed.keep("campaign:7", "holdout", of(4))

    assert packed.read("campaign:7", "asked").tolist() == [1, 5, 7, 9, 2**62]
    assert packed.read("campaign:7", "holdout", "team").tolist() == [4]
    assert packed.sizes("campaign:7") == {"asked": 5, "holdout": 1}
    assert Arm.objects.count() == 3


def test_keeping_an_arm_again_takes_the_place_of_what_was_there():
    packed.keep("c", "team", of(1, 2))
    packed.keep("c", "team", of())

    assert (packed.read("c", "team").tolist(), packed.sizes("c")) == ([], {})


@given(ours=st.sets(st.integers(1, 50)), wanted=st.lists(st.integers(1, 50)))
def test_who_is_in_an_arm_is_found_as_in_a_set(ours, wanted):
    assert packed.holds(of(*sorted(ours)), of(*wanted)).tolist() == [one in ours for one in wanted]


def test_who_is_erased_is_in_no_arm_any_more_and_can_be_told_of_them_before(monkeypatch):
    monkeypatch.setattr(packed, "AT_ONCE", 2)
    packed.keep("a", "asked", of(1, 5, 9, 11))
    packed.keep("b", "holdout", of(5))
    packed.keep("c", "asked", of(4, 6))

    assert forget.tell([5, 400]) == {"audiences": [{"cause": "a", "arm": "asked"}, {"cause": "b", "arm": "holdout"}]}
    assert forget.forget(Whom([{5: Identity(id=5), 400: Identity(id=400)}])) == 2
    assert packed.read("a", "asked").tolist() == [1, 9, 11]
    assert packed.sizes("b") == {}
    assert packed.read("c", "asked").tolist() == [4, 6]
    assert forget.tell([5, 400]) == {"audiences": []}


def test_a_draw_here_is_the_draw_of_the_column_store(columns):
    from polku.kit import columns as store
    from polku.know.rules.condition import Writer

    drawn, write = of_percent(20, "campaign:7"), Writer()
    asked = f"SELECT id, {drawn.sql(write)} FROM (SELECT number * 987654321987 AS id FROM numbers(300))"
    rows = store.query(asked, write.parameters)

    assert [bool(takes) for _number, takes in rows] == [drawn.takes(number) for number, _takes in rows]
    assert 40 < sum(takes for _number, takes in rows) < 80
