"""Whenever and by whomever it is taken from: a bucket never gives more than its pace and five seconds' worth."""

from hypothesis import given, settings
from hypothesis import strategies as st

from polku.say.outbox.speed import bucket
from tests.examples import examples

PACES = st.one_of(st.integers(1, 200), st.integers(1, 10_000_000))
LOOKS = st.lists(st.tuples(st.integers(0, 20_000_000), st.integers(0, 5_000)), min_size=1, max_size=40)


@settings(max_examples=examples(150))
@given(PACES, LOOKS)
def test_in_any_time_no_more_than_the_pace_and_five_seconds_worth(per_hour, looks):
    now_us = next_us = 1_000_000_000_000
    taken: list[tuple[int, int]] = []
    for pause_us, wanted in looks:
        now_us += pause_us
        granted = min(wanted, bucket.holds(per_hour, next_us, now_us=now_us))
        if granted:
            next_us = bucket.after(per_hour, next_us, taken=granted, now_us=now_us)
            taken.append((now_us, granted))

    for first in range(len(taken)):
        total = 0
        for at, count in taken[first:]:
            total += count
            # Whole messages: the gulp of a slow pace is one.
            assert total <= (at - taken[first][0] + 5_000_000) * per_hour / bucket.HOUR_US + 1


@settings(max_examples=examples(100))
@given(PACES)
def test_whoever_looks_often_enough_gets_the_whole_pace(per_hour):
    now_us = next_us = began_us = 1_000_000_000_000
    total = 0
    for _gulp in range(50):
        now_us = max(now_us, next_us)
        granted = bucket.holds(per_hour, next_us, now_us=now_us)
        assert granted >= 1
        next_us = bucket.after(per_hour, next_us, taken=granted, now_us=now_us)
        total += granted

    assert total >= (now_us - began_us) * per_hour // bucket.HOUR_US
