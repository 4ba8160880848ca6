"""A call is repeated as it was: after a crash at any instant, without an answer, by whoever finds it; for a day."""

from datetime import timedelta
from itertools import cycle

import pytest
from django.db import transaction

from polku.kit import clock
from polku.know.people.models import Profile
from polku.say.channels.line import accounts
from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.channel import accounts as channels
from polku.say.channels.line.channel import ended
from polku.say.channels.line.models import LineFriend
from polku.say.outbox import steer
from polku.say.outbox.claim import LEASE_MS, claim
from polku.say.outbox.loop import results, tick_channel
from polku.say.outbox.models import Message
from polku.say.outbox.prepare import prepare
from polku.say.outbox.settle import settle
from tests.say.channels.line.conftest import user
from tests.say.channels.line.rogue import Say
from tests.say.outbox.ways import in_both_ways

pytestmark = pytest.mark.django_db
LEASE = timedelta(milliseconds=LEASE_MS)
PUSH, MULTICAST = "/v2/bot/message/push", "/v2/bot/message/multicast"
PERSONAL = "Hi {{ person.name }}"


def claimed(line, now, most=None):
    """What a worker does until it has written its calls down."""
    block = claim(line, now=now, most=most)
    ready = prepare(block, line)
    with transaction.atomic():
        written = line.write_down(list(ready.verdicts.values()))
    return block, ready, written


def sent_by(rogue, path):
    return [(one.key, one.body) for one in rogue.asked if one.path == path]


@in_both_ways
@pytest.mark.parametrize(("body", "path"), [("Hello", MULTICAST), (PERSONAL, PUSH)])
@pytest.mark.parametrize("is_sent", [False, True], ids=["killed before sending", "killed after sending"])
def test_after_a_crash_the_same_call_is_made_again(noon, line, friend, ask, states, rogue, body, path, is_sent):
    people = [friend("devi"), friend("emile")]
    ask(*people, body=body)
    _block, _ready, written = claimed(line, noon)
    if is_sent:
        line.send_written(written)
    Profile.objects.update(name="somebody else")  # a body made now would be another

    with clock.fixed(noon + LEASE):
        tick_channel(line, now=noon + LEASE)

    assert states() == dict.fromkeys(people, ("sent", ""))
    assert rogue.got == {user("devi"): 1, user("emile"): 1}
    assert set(sent_by(rogue, path)) == {(call.key, call.body) for call in written.calls}
    assert (rogue.changed, LineCall.objects.count()) == ([], 0)


@in_both_ways
@pytest.mark.parametrize(
    "fault", [Say(cut=True, after=True), Say(500, after=True), Say(503)], ids=["cut", "500 after taking it", "503"]
)
def test_without_an_answer_the_same_call_is_made_again_later(noon, line, friend, ask, states, rogue, fault):
    devi = friend("devi")
    ask(devi)
    rogue.fault = lambda asked: fault if asked.path == PUSH else None

    tick_channel(line, now=noon)
    first = states()[devi]
    rogue.fault = lambda asked: None
    later = noon + timedelta(seconds=10)
    with clock.fixed(later):
        tick_channel(line, now=later)

    assert (first[0], states()[devi]) == ("asked", ("sent", ""))
    assert rogue.got == {user("devi"): 1}
    assert len(set(sent_by(rogue, PUSH))) == 1


def test_another_worker_that_gets_a_part_repeats_the_whole_and_the_rest_follows(noon, line, friend, ask, states, rogue):
    people = [friend(f"p{number}") for number in range(5)]
    ask(*people)
    _block, _ready, written = claimed(line, noon)
    line.send_written(written)
    line._pace.batch = 2

    with clock.fixed(noon + LEASE):
        tick_channel(line, now=noon + LEASE)
        left = LineCall.objects.count()
        while tick_channel(line, now=noon + LEASE):
            pass

    assert left == 1
    assert states() == dict.fromkeys(people, ("sent", ""))
    assert set(rogue.got.values()) == {1}
    assert LineCall.objects.count() == 0


@in_both_ways
def test_a_worker_that_was_overtaken_before_it_wrote_anything_down_sends_nothing(
    noon, line, friend, ask, states, rogue
):
    from polku.say.outbox.loop import hand_over_written

    devi = friend("devi")
    ask(devi)
    block = claim(line, now=noon)
    ready = prepare(block, line)
    with clock.fixed(noon + LEASE):
        tick_channel(line, now=noon + LEASE)

    outcomes = hand_over_written(line, block, list(ready.verdicts.values()))
    settle(results(block, ready, outcomes), channel=line, identities=ready.identities, now=noon + LEASE)

    assert rogue.got == {user("devi"): 1}
    assert states() == {devi: ("sent", "")}


@in_both_ways
def test_after_a_day_without_an_answer_it_stays_unknown_and_is_never_sent_again(noon, line, friend, ask, states, rogue):
    devi = friend("devi")
    ask(devi)
    rogue.fault = lambda asked: Say(cut=True, after=True) if asked.path == PUSH else None
    tick_channel(line, now=noon)
    made = len(sent_by(rogue, PUSH))

    for hours in (23, 24, 48):
        later = noon + timedelta(hours=hours)
        with clock.fixed(later):
            (channel,) = channels()
            tick_channel(channel, now=later)

    assert states()[devi] == ("unknown", "line_day_over")
    assert len(sent_by(rogue, PUSH)) == made
    assert LineCall.objects.count() == 0


@in_both_ways
def test_an_hour_of_outage_costs_no_attempts(noon, line, friend, ask, states, rogue):
    people = [friend(f"p{number}") for number in range(30)]
    ask(*people, body=PERSONAL)
    # It says so, or hangs up, also when it has taken the message.
    fails = cycle((Say(503), Say(cut=True), Say(cut=True, after=True)))
    rogue.fault = lambda asked: next(fails) if asked.path == PUSH else None

    for minutes in range(0, 60, 6):
        now = noon + timedelta(minutes=minutes)
        with clock.fixed(now):
            (channel,) = channels()
            tick_channel(channel, now=now)
    attempts = Message.objects.order_by("-attempts").values_list("attempts", flat=True).first()
    asked_of = {one.json["to"] for one in rogue.asked if one.path == PUSH}
    rogue.fault = lambda asked: None
    now = noon + timedelta(minutes=61)
    with clock.fixed(now):
        (channel,) = channels()
        while tick_channel(channel, now=now):
            pass
    now += timedelta(hours=1)
    with clock.fixed(now):
        while tick_channel(channel, now=now):
            pass

    assert attempts == 0
    assert len(asked_of) <= 30
    assert states() == dict.fromkeys(people, ("sent", ""))
    assert set(rogue.got.values()) == {1}


@in_both_ways
def test_who_was_removed_while_it_was_open_what_became_of_it_is_unknown(noon, line, account, friend, ask, states):
    devi, emile = friend("devi"), friend("emile")
    ask(devi)
    claimed(line, noon)
    ask(emile, cause="campaign:8")
    accounts.end(account, by=None)

    later = noon + LEASE
    with clock.fixed(later):
        (channel,) = ended()
        while tick_channel(channel, now=later):
            pass

    assert states() == {devi: ("unknown", "line_ended"), emile: ("held", "line_ended")}
    assert LineCall.objects.count() == 0


@in_both_ways
def test_a_month_used_up_holds_what_is_left_and_loses_nothing(noon, line, account, friend, ask, states, rogue):
    people = [friend(f"p{number}") for number in range(20)]
    ask(*people, body=PERSONAL)
    rogue.quota = {"type": "limited", "value": 8}

    tick_channel(line, now=noon)
    tick_channel(channels()[0], now=noon)
    account.refresh_from_db()
    so_far = rogue.got.total()

    assert (so_far, account.waits_why) == (8, "line_monthly")
    assert account.waits_until == noon + timedelta(minutes=15)
    assert [state for state, _why in states().values()].count("sent") == 8
    assert LineCall.objects.count() == 0

    rogue.quota = {"type": "limited", "value": 100}
    accounts.resume(account, by=None)
    tick_channel(channels()[0], now=noon)

    assert states() == dict.fromkeys(people, ("sent", ""))
    assert set(rogue.got.values()) == {1}


@in_both_ways
@pytest.mark.parametrize("body", ["Hello", PERSONAL])
def test_who_gets_a_message_that_suits_no_chat_is_not_taken_for_unknown(noon, line, friend, ask, states, rogue, body):
    people = [friend("devi"), friend("emile"), friend("fumi")]
    ask(*people, body=body)
    words = "Mentions can be used in groups and multi-person chats only"
    rogue.fault = lambda asked: Say(400, {"message": words}) if asked.path in (PUSH, MULTICAST) else None
    tick_channel(line, now=noon)

    rogue.fault = lambda asked: None
    ask(*people, cause="campaign:8")
    tick_channel(line, now=noon)

    told = Message.objects.filter(cause="campaign:7").values_list("state", "reason")
    assert set(told) == {("failed", f"line_content|400 {words}")}
    assert set(rogue.got.values()) == {1}


@in_both_ways
def test_a_token_revoked_on_the_way_stops_the_account_and_loses_nothing(
    noon, line, account, friend, ask, states, rogue
):
    people = [friend(f"p{number}") for number in range(20)]
    ask(*people, body=PERSONAL)

    def revokes(asked):
        is_over = rogue.got.total() >= 8 and asked.path.startswith("/v2/bot/message")
        return Say(401, {"message": "no"}) if is_over else None

    rogue.fault = revokes
    tick_channel(line, now=noon)
    account.refresh_from_db()

    assert (account.stopped_at, account.stopped_why) == (noon, "line_token|401 no")
    assert (rogue.got.total(), LineCall.objects.count()) == (8, 0)
    told = [state for state, _why in states().values()]
    assert (told.count("sent"), told.count("asked")) == (8, 12)

    rogue.fault = lambda asked: None
    accounts.resume(account, by=None)
    tick_channel(channels()[0], now=noon)

    assert states() == dict.fromkeys(people, ("sent", ""))
    assert set(rogue.got.values()) == {1}


@pytest.mark.parametrize(
    ("words", "quota", "used", "plan", "code"),
    [
        ("The API rate limit has been exceeded. Try again later.", 10, 10, "", "line_rate"),
        ("You have reached your monthly limit.", 200, 200, "jp_communication", "line_monthly"),
        ("You have reached your monthly limit.", 50_000, 50_000, "jp_standard", "line_cap"),
        ("You have reached your monthly limit.", 200, 150, "", "line_reserved"),
        ("Too many messages", 200, 10, "", "line_same_user"),
        ("Too many messages", None, 10, "", "line_same_user"),
        ("You have reached your monthly limit.", None, 10, "", "line_monthly"),
    ],
)
def test_the_meanings_of_429_are_told_apart(rogue, account, line, words, quota, used, plan, code):
    from polku.kit.net import Answer
    from polku.say.channels.line import thread, too_many

    rogue.quota = {"type": "limited", "value": quota} if quota else {"type": "none"}
    rogue.used = used
    answer = Answer(429, {}, b'{"message": "%b"}' % words.encode(), "")

    found = thread.run(line.way, lambda client: too_many.meaning(answer, client.read, path=PUSH, plan=plan))

    assert found.code == code


@in_both_ways
def test_who_withdraws_before_a_call_is_split_is_not_in_a_half(noon, line, friend, ask, states, rogue):
    people = {name: friend(name) for name in ("a", "b", "c", "d")}
    ask(*people.values())
    claimed(line, noon)
    LineFriend.objects.filter(user_id=user("b")).update(is_friend=False)
    rogue.strangers = {user("c")}

    with clock.fixed(noon + LEASE):
        tick_channel(line, now=noon + LEASE)

    assert rogue.got == {user("a"): 1, user("d"): 1}
    assert states()[people["b"]] == ("held", "line_blocked")


@in_both_ways
def test_of_a_stopped_campaign_nothing_new_leaves_and_what_may_be_under_way_is_told(
    noon, line, friend, ask, states, rogue
):
    devi, emile = sorted([friend("devi"), friend("emile")])
    ask(devi, emile, body=PERSONAL)
    claimed(line, noon, most=1)  # a worker wrote a call down and died

    steer.stop("campaign:7")
    later = noon + LEASE
    with clock.fixed(later):
        while tick_channel(line, now=later):
            pass

    assert states() == {devi: ("sent", ""), emile: ("held", "stopped")}
    assert (sum(rogue.got.values()), LineCall.objects.count()) == (1, 0)
