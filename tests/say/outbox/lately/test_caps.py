"""Who has got as much as they may gets no more: by whatever channel, under whatever name, asked for in either way."""

from datetime import timedelta

import pytest

from polku.kit import clock
from polku.say.channels.channel import Failed, Later, Unknown
from polku.say.outbox import reasons
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.claim import claim
from polku.say.outbox.foreseen import foreseen
from polku.say.outbox.loop import hand_over, results, tick
from polku.say.outbox.prepare import prepare
from polku.say.outbox.settle import settle
from tests.say.outbox.ways import everybodys, in_both_ways

pytestmark = [pytest.mark.django_db, in_both_ways]
HOUR = timedelta(hours=1)


def of(cause):
    return {one.identity_id: (one.state, one.reason) for one in everybodys() if one.cause == cause}


def test_nothing_is_held_where_nobody_has_said_so(noon, person, ask, pigeon):
    devi = person("devi")
    for number in range(3):
        ask(devi, cause=f"campaign:{number}")
        tick(noon)

    assert pigeon.arrived.total() == 3


def test_who_got_as_many_as_allowed_gets_the_next_when_the_window_has_moved_on(noon, person, ask, cap, pigeon):
    devi, emile = person("devi"), person("emile")
    cap(2, 24)
    for number, whom in enumerate([[devi], [devi, emile], [devi, emile]]):
        ask(*whom, cause=f"campaign:{number}")
        tick(noon + number * HOUR)
    ask(devi, cause="campaign:9")
    tick(noon + 24 * HOUR)

    assert of("campaign:2") == {devi: ("held", "capped|2/24//"), emile: ("sent", "")}
    assert of("campaign:9") == {devi: ("sent", "")}
    assert reasons.is_out_of_reach("capped|2/24//")
    assert reasons.sentence("capped|2/24//").endswith("At most 2 messages in 1 day")


def test_a_cap_of_one_kind_of_channel_lets_others_be(noon, person, ask, cap, pigeon, raven):
    devi = person("devi")
    cap(1, 24, kind="raven")
    for cause, channel in (("campaign:1", "raven"), ("campaign:2", "raven"), ("campaign:3", "pigeon")):
        ask(devi, cause=cause, channel=channel)
        tick(noon)

    assert [of(f"campaign:{number}")[devi][0] for number in (1, 2, 3)] == ["sent", "held", "sent"]


def test_what_belongs_to_the_service_is_neither_held_nor_counted(noon, person, ask, cap, pigeon):
    devi = person("devi")
    cap(1, 24)
    for cause, purpose in (("campaign:1", "service"), ("campaign:2", "marketing"), ("campaign:3", "service")):
        put_into_words(cause, subject="", body="Hello", purpose=purpose)
        ask(devi, cause=cause)
        tick(noon)

    assert [of(f"campaign:{number}")[devi][0] for number in (1, 2, 3)] == ["sent"] * 3


def test_what_failed_does_not_count_and_what_may_have_arrived_does(noon, person, ask, cap, raven):
    devi, emile = person("devi"), person("emile")
    cap(1, 24)
    raven.next_outcomes = [Failed("no such nest"), Unknown("no answer")]
    for one in (devi, emile):
        ask(one, cause=f"campaign:{one}", channel="raven")
        tick(noon)
    ask(devi, emile, cause="campaign:8", channel="raven")
    tick(noon)

    assert of("campaign:8") == {devi: ("sent", ""), emile: ("held", "capped|1/24//")}


def test_who_turned_out_to_be_one_person_has_one_measure(noon, person, ask, merge, cap, pigeon):
    devi, at_work = person("devi"), person("devi at work")
    cap(1, 24)
    ask(at_work, cause="campaign:1")
    tick(noon)
    merge(devi, at_work)
    ask(devi, cause="campaign:2")
    tick(noon)

    assert of("campaign:2") == {devi: ("held", "capped|1/24//")}


def test_two_messages_in_one_block_are_two(noon, person, ask, merge, cap, pigeon):
    """The second waits for what becomes of the first, and is held then."""
    devi, at_work = person("devi"), person("devi at work")
    cap(1, 24)
    merge(devi, at_work)
    ask(devi, cause="campaign:1")
    ask(at_work, cause="campaign:2")
    tick(noon)
    while tick(noon + timedelta(minutes=1)):
        pass

    assert pigeon.arrived.total() == 1
    assert sorted(one.state for one in everybodys()) == ["held", "sent"]


@pytest.mark.parametrize("fails", [False, True])
def test_what_another_worker_holds_is_waited_for(noon, person, ask, cap, pigeon, raven, fails):
    devi = person("devi")
    cap(1, 24)
    ask(devi, cause="campaign:1")
    in_hand = claim(pigeon, now=noon)
    ready = prepare(in_hand, pigeon, now=noon)
    ask(devi, cause="campaign:2", channel="raven")

    block = claim(raven, now=noon)
    verdicts = prepare(block, raven, now=noon)
    assert [type(verdict) for verdict in verdicts.verdicts.values()] == [Later]
    settle(results(block, verdicts, {}), channel=raven, identities=verdicts.identities, now=noon)
    pigeon.next_outcomes = [Failed("no such nest")] if fails else []
    outcomes = hand_over(pigeon, list(ready.verdicts.values()))
    settle(results(in_hand, ready, outcomes), channel=pigeon, identities=ready.identities, now=noon)
    tick(noon + timedelta(minutes=1))

    assert of("campaign:2") == {devi: ("sent", "") if fails else ("held", "capped|1/24//")}


def test_what_nobody_takes_up_again_is_not_waited_for_all_day(noon, person, ask, cap, pigeon, raven):
    devi = person("devi")
    cap(1, 24)
    ask(devi, cause="campaign:1")
    claim(pigeon, now=noon)  # by somebody who dies
    pigeon.name = "nobody"  # and is not followed by anybody
    ask(devi, cause="campaign:2", channel="raven")
    for minutes in (0, 62):
        tick(noon + timedelta(minutes=minutes))

    assert of("campaign:2") == {devi: ("held", "capped|1/24//")}


def test_the_launch_page_knows_who_is_capped(noon, person, ask, cap, pigeon):
    devi, emile = person("devi"), person("emile")
    cap(1, 24)
    ask(devi)
    tick(noon)

    assert foreseen([devi, emile], pigeon, purpose="marketing") == {devi: "capped|1/24//", emile: ""}
    assert foreseen([devi, emile], pigeon, purpose="service") == {devi: "", emile: ""}


def test_a_test_is_neither_held_nor_counted(noon, person, ask, cap, pigeon):
    devi = person("devi")
    cap(1, 24)
    for cause in ("campaign:1", "test:1"):
        put_into_words(cause, subject="", body="Hello")
        ask_many(cause, identity_ids=[devi], channel="pigeon", campaign_id=None, due_ms=clock.to_ms(noon), now=noon)
        tick(noon)

    assert pigeon.arrived.total() == 2
