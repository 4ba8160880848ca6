"""Workers that die, stall or work side by side."""

from datetime import timedelta

import pytest
from django.db.models import F

from polku.say.outbox.claim import LEASE_MS, claim, end_claims
from polku.say.outbox.loop import hand_over, results, tick
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageBlock
from polku.say.outbox.prepare import MOST_ATTEMPTS, prepare
from polku.say.outbox.settle import settle
from tests.say.outbox.ways import in_both_ways

pytestmark = [pytest.mark.django_db, in_both_ways]
LEASE = timedelta(milliseconds=LEASE_MS)


def begin(channel, now):
    """What a worker does until it has handed its letters over."""
    block = claim(channel, now=now)
    ready = prepare(block, channel)
    return block, ready, hand_over(channel, list(ready.verdicts.values()))


def finish(begun, channel, now):
    block, ready, outcomes = begun
    return settle(results(block, ready, outcomes), channel=channel, identities=ready.identities, now=now)


def test_two_workers_never_hold_the_same_message(noon, person, ask, pigeon):
    ask(person("devi"), person("emile"), person("fumi"))

    first, second = claim(pigeon, now=noon, most=2), claim(pigeon, now=noon, most=2)

    assert len(first) == 2
    assert len(second) <= 1  # none where they stand in one block
    assert {one.id for one in first} & {one.id for one in second} == set()


def test_a_worker_killed_after_sending_leads_to_one_delivery_where_keys_are_kept(noon, person, ask, pigeon, states):
    devi = person("devi")
    ask(devi)
    begin(pigeon, noon)

    assert tick(noon + LEASE / 2) == 0
    assert tick(noon + LEASE) == 1

    assert states() == {devi: ("sent", "")}
    assert pigeon.arrived == {"devi@shop.example": 1}


def test_a_worker_killed_before_sending_leads_to_one_delivery_where_keys_are_kept(noon, person, ask, pigeon):
    ask(person("devi"))
    claim(pigeon, now=noon)

    tick(noon + LEASE)

    assert pigeon.arrived == {"devi@shop.example": 1}


def test_after_a_crash_the_only_worker_need_not_wait_for_the_lease(noon, person, ask, pigeon, states):
    devi, emile = person("devi"), person("emile")
    ask(devi, emile)
    claim(pigeon, now=noon, most=1)

    assert end_claims(now=noon) == 1
    while tick(noon):
        pass

    assert states() == {devi: ("sent", ""), emile: ("sent", "")}
    assert pigeon.arrived == {"devi@shop.example": 1, "emile@shop.example": 1}


def test_what_the_crashed_one_held_stays_unknown_at_once_where_keys_are_not_kept(
    noon, person, ask, plain_pigeon, states
):
    devi = person("devi")
    ask(devi)
    begin(plain_pigeon, noon)

    end_claims(now=noon)
    tick(noon)

    assert states() == {devi: ("unknown", "worker_died")}
    assert plain_pigeon.arrived == {"devi@shop.example": 1}


def test_what_waits_for_its_hour_is_not_pulled_ahead(noon, person, ask, pigeon):
    ask(person("devi"))
    for table in (Message, MessageBlock):
        table.objects.update(due_ms=F("due_ms") + 60_000)

    assert (end_claims(now=noon), tick(noon)) == (0, 0)


def test_a_killed_workers_messages_stay_unknown_where_keys_are_not_kept(noon, person, ask, plain_pigeon, states):
    devi = person("devi")
    ask(devi)
    begin(plain_pigeon, noon)

    tick(noon + LEASE)
    tick(noon + LEASE * 100)

    assert states() == {devi: ("unknown", "worker_died")}
    assert plain_pigeon.arrived == {"devi@shop.example": 1}


def test_a_worker_that_was_only_slow_tells_what_became_of_it(noon, person, ask, plain_pigeon, states):
    devi = person("devi")
    ask(devi)
    slow = begin(plain_pigeon, noon)
    tick(noon + LEASE)

    finish(slow, plain_pigeon, noon + LEASE * 2)

    assert states() == {devi: ("sent", "")}


def test_a_slow_worker_cannot_settle_what_has_passed_to_another(noon, person, ask, pigeon, states):
    devi = person("devi")
    ask(devi)
    slow = begin(pigeon, noon)
    other = begin(pigeon, noon + LEASE)

    assert finish(slow, pigeon, noon + LEASE) == 0
    assert states()[devi][0] == "claimed"
    assert finish(other, pigeon, noon + LEASE) == 1


def test_a_message_that_kills_its_workers_is_laid_down(noon, person, ask, pigeon, states):
    devi = person("devi")
    ask(devi)
    for attempt in range(MOST_ATTEMPTS):
        claim(pigeon, now=noon + LEASE * attempt)

    tick(noon + LEASE * MOST_ATTEMPTS)

    assert states() == {devi: ("unknown", "worker_died")}
    assert pigeon.letters == []
