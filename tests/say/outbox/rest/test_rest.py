"""A channel that fails steadily rests, is tried now and then, and goes again by itself."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.kit import clock
from polku.say.channels.channel import Failed, Held, Later, Sent, Unknown
from polku.say.outbox.loop import tick
from polku.say.outbox.rest import rest, rule
from polku.say.outbox.rest.models import ChannelRest
from polku.say.outbox.rest.rest import Turn

pytestmark = pytest.mark.django_db
RAIN, NO_NEST = Failed("rain", is_temporary=True), Failed("no such nest")


def ask_so_many(ask, person, count):
    ask(*[person(f"p{number}") for number in range(count)])


def waits_s(noon):
    return (ChannelRest.objects.get().until_ms - clock.to_ms(noon)) / 1_000


def test_twenty_failures_of_the_last_thirty_let_it_rest_and_nothing_is_claimed(noon, person, ask, pigeon):
    ask_so_many(ask, person, 50)
    pigeon.batch = 30
    pigeon.next_outcomes = [Sent()] * 10 + [RAIN] * 20

    assert tick(noon) == 30
    assert tick(noon + timedelta(seconds=20)) == 0

    row = ChannelRest.objects.get()
    assert (row.since_ms, row.reason, row.times) == (clock.to_ms(noon), "rain", 1)
    assert 22.5 <= waits_s(noon) <= 30


@pytest.mark.parametrize("outcome", [NO_NEST, Held("why"), Later(0)])
def test_what_is_an_addresss_own_fault_or_was_not_tried_does_not_count(noon, person, ask, pigeon, outcome):
    ask_so_many(ask, person, 40)
    pigeon.next_outcomes = [outcome] * 40

    assert tick(noon) == 40
    assert not ChannelRest.objects.exists()


def test_failures_of_some_minutes_ago_are_forgotten(noon, person, ask, pigeon):
    ask_so_many(ask, person, 30)
    pigeon.batch, pigeon.next_outcomes = 15, [RAIN] * 30

    tick(noon)
    tick(noon + timedelta(minutes=3))

    assert ChannelRest.objects.get().since_ms is None


def test_a_trial_is_small_and_in_vain_it_rests_longer_and_then_goes_again(noon, person, ask, pigeon):
    ask_so_many(ask, person, 60)
    pigeon.batch, pigeon.next_outcomes = 30, [RAIN] * 30
    tick(noon)
    pigeon.next_outcomes = [RAIN] * 10

    noon += timedelta(seconds=31)
    assert tick(noon) == rule.TRIAL
    assert (ChannelRest.objects.get().times, 45 <= waits_s(noon) <= 60) == (2, True)
    assert tick(noon) == 0

    noon += timedelta(seconds=61)
    assert tick(noon) == rule.TRIAL
    assert not ChannelRest.objects.exists()
    assert tick(noon) == 30


def test_a_person_tries_it_at_once(noon, person, ask, pigeon):
    ask_so_many(ask, person, 30)
    pigeon.next_outcomes = [RAIN] * 30
    tick(noon)

    assert not rest.try_now("stone", now=noon)
    assert rest.try_now("pigeon", now=noon)
    assert tick(noon + timedelta(seconds=30)) == rule.TRIAL
    assert not ChannelRest.objects.exists()


def test_of_two_workers_one_makes_the_trial_and_dies_with_it_for_a_minute(noon):
    for _block in range(2):
        rest.heard("pigeon", [RAIN] * 10, now=noon)
    later = noon + timedelta(seconds=31)

    assert [rest.turn("pigeon", now=later) for _worker in range(2)] == [Turn.TRIAL, Turn.RESTS]
    assert rest.turn("pigeon", now=later + timedelta(minutes=1)) is Turn.TRIAL


def test_a_trial_that_tried_nothing_is_made_again(noon):
    rest.heard("pigeon", [Unknown("no answer")] * 20, now=noon)
    later = noon + timedelta(seconds=31)
    rest.turn("pigeon", now=later)

    rest.heard("pigeon", [NO_NEST], now=later, is_trial=True)

    assert rest.turn("pigeon", now=later) is Turn.TRIAL


def test_after_the_clock_was_set_back_it_is_tried(noon):
    rest.heard("pigeon", [RAIN] * 20, now=noon)

    assert rest.turn("pigeon", now=noon - timedelta(hours=1)) is Turn.TRIAL


def test_what_went_well_leaves_no_row(noon):
    rest.heard("pigeon", [RAIN] * 3, now=noon)
    rest.heard("pigeon", [Sent()] * 30, now=noon)

    assert not ChannelRest.objects.exists()


@given(st.text("xo", max_size=60), st.text("xo", max_size=60))
def test_only_the_last_thirty_are_looked_at(before, new):
    kept = rule.latest(rule.latest("", before), new)

    assert kept == (before + new)[-30:]
    assert rule.fails_steadily(kept) == ((before + new)[-30:].count("x") >= 20)


@given(st.integers(0, 100), st.integers(0, 2**42))
def test_waits_grow_to_half_an_hour(times, now_ms):
    wait_ms = rule.wait_ms("email", times=times, now_ms=now_ms)

    most_ms = min(30_000 * 2**times, 30 * clock.MINUTE_MS)
    assert most_ms * 3 // 4 <= wait_ms <= most_ms
