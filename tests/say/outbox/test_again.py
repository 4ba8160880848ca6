"""Failed messages are tried again, unknown ones are decided: the same message, and nobody gets two unasked."""

from datetime import timedelta

import pytest

from polku.know.events.models import LogBatch
from polku.know.events.read import read_block
from polku.say.channels.channel import Failed, Letter, Sent, Unknown
from polku.say.outbox import again
from polku.say.outbox.claim import LEASE_MS, claim
from polku.say.outbox.claimed import ROUND
from polku.say.outbox.loop import hand_over, results, tick
from polku.say.outbox.models import Message
from polku.say.outbox.prepare import prepare
from polku.say.outbox.settle import settle
from tests.say.outbox.ways import in_both_ways

pytestmark = [pytest.mark.django_db, in_both_ways]


def all_failed():
    return again.failed(7)


def nothing(count):
    """No trail here."""


def test_what_was_given_up_goes_again_under_its_number_and_with_all_its_attempts(noon, person, ask, pigeon, states):
    devi = person("devi")
    ask(devi)
    pigeon.next_outcomes = [Failed("rain", is_temporary=True)] * 12
    now = noon
    while states()[devi][0] != "failed":
        now += timedelta(hours=5)
        tick(now)
    number = Message.objects.get().pk
    noted: list[int] = []

    assert again.ask_again(all_failed(), now=now, note=noted.append) == 1
    assert (noted, all_failed().count()) == ([1], 0)
    while states()[devi][0] != "failed":
        now += timedelta(hours=5)
        tick(now)
    assert (states()[devi], Message.objects.get().attempts) == (("failed", "gave_up|rain"), ROUND + 6)

    again.ask_again(all_failed(), now=now, note=nothing)
    tick(now)
    assert (states()[devi], Message.objects.get().pk) == (("sent", ""), number)
    assert pigeon.arrived == {"devi@shop.example": 1}


@pytest.mark.parametrize("reason", ["email_recipient|550 no such user", "line_user|U1", "line_content|too long", "odd"])
def test_what_is_wrong_with_an_address_or_the_words_is_not_tried_again(noon, person, ask, pigeon, reason):
    ask(person("devi"))
    pigeon.next_outcomes = [Failed(reason)]

    tick(noon)

    assert again.ask_again(all_failed(), now=noon, note=nothing) == 0


def test_a_worker_of_before_who_wakes_up_is_not_heard(noon, person, ask, pigeon, states):
    """It took the message, stalled, and others have failed it since; somebody tries it again."""
    devi = person("devi")
    ask(devi)
    slow = claim(pigeon, now=noon)
    ready = prepare(slow, pigeon, now=noon)
    later = noon + timedelta(milliseconds=LEASE_MS + 1)
    pigeon.next_outcomes = [Failed("email_sender|550 not you")]
    tick(later)
    again.ask_again(all_failed(), now=later, note=nothing)
    taken = claim(pigeon, now=later)

    told = [(one, Sent()) for one in slow]
    assert settle(told, channel=pigeon, identities=ready.identities, now=later) == 0

    ready = prepare(taken, pigeon, now=later)
    outcomes = hand_over(pigeon, [one for one in ready.verdicts.values() if isinstance(one, Letter)])
    assert settle(results(taken, ready, outcomes), channel=pigeon, identities=ready.identities, now=later) == 1
    assert states()[devi] == ("sent", "")


def test_an_unknown_one_is_counted_as_sent_and_the_log_hears_of_it(noon, person, ask, plain_pigeon, states):
    devi = person("devi")
    ask(devi)
    plain_pigeon.next_outcomes = [Unknown("no answer")]
    tick(noon)

    assert again.count_as_sent(again.unknown(7), note=nothing) == 1

    assert (states()[devi], tick(noon + timedelta(days=1))) == (("sent", ""), 0)
    block = read_block(0, LogBatch.objects.order_by("-seq").values_list("seq", flat=True).first() or 0)
    sent = [event for event in block.events if event.name == "Message Sent"]
    assert [(event.identity, event.properties["way"]) for event in sent] == [(("user_id", "devi"), "decided")]


def test_an_unknown_one_is_sent_again_only_when_somebody_says_so(noon, person, ask, plain_pigeon, states):
    devi = person("devi")
    ask(devi)
    plain_pigeon.next_outcomes = [Unknown("no answer")]
    tick(noon)
    assert again.ask_again(all_failed(), now=noon, note=nothing) == 0

    assert again.ask_again(again.unknown(7), now=noon, note=nothing) == 1
    tick(noon)

    assert (states()[devi], plain_pigeon.arrived) == (("sent", ""), {"devi@shop.example": 2})


def test_who_was_reached_under_another_name_meanwhile_is_held(noon, person, ask, merge, pigeon, states):
    devi, emile = sorted((person("devi"), person("emile")))
    ask(devi, emile)
    pigeon.next_outcomes = [Failed("email_sender|550 not you"), Sent()]
    tick(noon)
    merge(emile, devi)

    again.ask_again(all_failed(), now=noon, note=nothing)
    tick(noon)

    assert states() == {devi: ("held", "reached"), emile: ("sent", "")}
