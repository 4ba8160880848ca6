"""One cause reaches one person once, also when two became one between asking and sending."""

from datetime import timedelta

import pytest

from polku.say.channels.channel import Failed
from polku.say.outbox.claim import claim
from polku.say.outbox.loop import hand_over, results, tick
from polku.say.outbox.prepare import Later, prepare
from polku.say.outbox.settle import settle
from tests.say.outbox.ways import in_both_ways

pytestmark = [pytest.mark.django_db, in_both_ways]


@pytest.fixture
def two(person):
    """Two identities that will turn out to be one person."""
    return person("devi"), person("devi at work")


def test_who_was_reached_before_the_merge_is_not_reached_again(noon, two, ask, merge, pigeon, states):
    ask(two[0])
    tick(noon)
    merge(*two)
    ask(two[1])

    tick(noon)

    assert pigeon.arrived.total() == 1
    assert states() == {two[0]: ("sent", ""), two[1]: ("held", "reached")}


def test_two_in_one_block_reach_them_once(noon, two, ask, merge, pigeon, states):
    ask(*two)
    merge(*two)

    tick(noon)
    while tick(noon + timedelta(minutes=1)):
        pass

    assert pigeon.arrived.total() == 1
    assert sorted(states().values()) == [("held", "reached"), ("sent", "")]


def test_what_another_worker_holds_is_waited_for(noon, two, ask, merge, pigeon, states):
    ask(two[0])
    held = claim(pigeon, now=noon)
    ready = prepare(held, pigeon)  # decided before the merge
    merge(*two)
    ask(two[1])

    block = claim(pigeon, now=noon)
    verdicts = prepare(block, pigeon)
    assert [type(verdict) for verdict in verdicts.verdicts.values()] == [Later]
    settle(results(block, verdicts, {}), channel=pigeon, identities=verdicts.identities, now=noon)
    outcomes = hand_over(pigeon, list(ready.verdicts.values()))
    settle(results(held, ready, outcomes), channel=pigeon, identities=ready.identities, now=noon)
    tick(noon + timedelta(minutes=1))

    assert pigeon.arrived.total() == 1
    assert states()[two[1]] == ("held", "reached")


def test_when_the_first_could_not_be_reached_the_other_takes_its_place(noon, two, ask, merge, pigeon, states):
    first, second = sorted(two)
    ask(first)
    pigeon.next_outcomes = [Failed("no such nest")]
    tick(noon)
    merge(first, second)
    ask(second)

    tick(noon)

    assert states() == {first: ("failed", "no such nest"), second: ("sent", "")}


def test_other_causes_reach_them_all_the_same(noon, two, ask, merge, pigeon):
    ask(two[0])
    merge(*two)
    ask(two[1], cause="campaign:8")

    tick(noon)

    assert pigeon.arrived.total() == 2
