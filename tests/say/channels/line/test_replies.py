"""Who has just written is answered, which costs nothing; a reply that may have arrived is never followed by a push."""

from datetime import timedelta

import pytest
from django.db import transaction

from polku.kit import clock
from polku.know.events.newest import newest
from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.inbox.models import LineReplyToken
from polku.say.outbox.claim import LEASE_MS, claim
from polku.say.outbox.loop import tick_channel
from polku.say.outbox.prepare import prepare
from tests.say.channels.line.conftest import user
from tests.say.channels.line.rogue import Say

pytestmark = pytest.mark.django_db
PUSH, REPLY = "/v2/bot/message/push", "/v2/bot/message/reply"
LEASE = timedelta(milliseconds=LEASE_MS)


@pytest.fixture
def wrote(account, rogue, noon):
    """`wrote("devi")`: a second ago."""

    def run(name, *, seconds_ago=1):
        token = f"token of {name}"
        rogue.reply_tokens[token] = user(name)
        LineReplyToken.objects.create(
            account=account, user_id=user(name), token=token, received_ms=clock.to_ms(noon) - seconds_ago * 1000
        )

    return run


def test_who_has_just_written_is_answered_and_the_others_are_pushed_to(noon, line, friend, ask, states, rogue, wrote):
    people = [friend("devi"), friend("emile"), friend("fumi")]
    wrote("devi")
    wrote("emile", seconds_ago=50)
    ask(*people, body="Hi {{ person.name }}")

    tick_channel(line, now=noon)

    assert (rogue.paths()[REPLY], rogue.paths()[PUSH]) == (1, 2)
    assert all(not one.key for one in rogue.asked if one.path == REPLY)
    assert states() == dict.fromkeys(people, ("sent", "")) | {people[0]: ("sent", "free_reply")}
    assert set(rogue.got.values()) == {1}
    ways = [event.properties for event in newest(limit=9) if event.name == "Message Sent"]
    assert sorted(one["way"] for one in ways) == ["push", "push", "reply"]
    assert all("reason" not in one for one in ways)


def test_two_messages_at_once_do_not_share_a_reply(noon, line, friend, ask, rogue, wrote):
    devi = friend("devi")
    wrote("devi")
    ask(devi)
    ask(devi, cause="campaign:8")

    tick_channel(line, now=noon)

    assert (rogue.paths()[REPLY], rogue.paths()[PUSH], rogue.got[user("devi")]) == (1, 1, 2)


@pytest.mark.parametrize("answer", [Say(400, {"message": "Invalid reply token"}), Say(429, {"message": "rate limit"})])
def test_a_token_that_was_not_taken_after_all_leads_to_a_push(noon, line, friend, ask, states, rogue, wrote, answer):
    devi = friend("devi")
    wrote("devi")
    ask(devi)
    rogue.fault = lambda asked: answer if asked.path == REPLY else None

    tick_channel(line, now=noon)

    assert states() == {devi: ("sent", "")}
    assert (rogue.paths()[PUSH], rogue.got[user("devi")]) == (1, 1)
    assert LineCall.objects.count() == 0


@pytest.mark.parametrize("fault", [Say(cut=True, after=True), Say(500), Say(503, after=True)])
def test_a_reply_without_an_answer_is_unknown_and_never_pushed(noon, line, friend, ask, states, rogue, wrote, fault):
    devi = friend("devi")
    wrote("devi")
    ask(devi)
    rogue.fault = lambda asked: fault if asked.path == REPLY else None

    tick_channel(line, now=noon)
    later = noon + timedelta(days=2)
    with clock.fixed(later):
        tick_channel(line, now=later)

    assert states() == {devi: ("unknown", "line_reply_unknown")}
    assert (rogue.paths()[REPLY], rogue.paths()[PUSH]) == (1, 0)


def test_a_worker_killed_with_a_reply_in_its_hands_leaves_it_unknown(noon, line, friend, ask, states, rogue, wrote):
    devi = friend("devi")
    wrote("devi")
    ask(devi)
    ready = prepare(claim(line, now=noon), line)
    with transaction.atomic():
        line.write_down(list(ready.verdicts.values()))

    with clock.fixed(noon + LEASE):
        tick_channel(line, now=noon + LEASE)

    assert states() == {devi: ("unknown", "line_reply_unknown")}
    assert (rogue.paths()[REPLY], rogue.paths()[PUSH]) == (0, 0)
