"""What is asked for reaches friends by LINE, once."""

import pytest

from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.models import LineFriend
from polku.say.channels.line.units.models import LineUnit
from polku.say.outbox.loop import tick_channel
from tests.say.channels.line.conftest import user
from tests.say.channels.line.rogue import Say

pytestmark = pytest.mark.django_db
PUSH, MULTICAST = "/v2/bot/message/push", "/v2/bot/message/multicast"


def test_the_same_text_to_many_is_one_request(noon, line, friend, ask, states, rogue):
    numbers = [friend(f"p{number}") for number in range(3)]
    ask(*numbers)

    assert tick_channel(line, now=noon) == 3

    assert rogue.paths()[MULTICAST] == 1
    assert rogue.paths()[PUSH] == 0
    assert rogue.got == {user(f"p{number}"): 1 for number in range(3)}
    assert states() == dict.fromkeys(numbers, ("sent", ""))
    assert LineCall.objects.count() == 0


def test_the_campaign_is_counted_under_its_own_unit(noon, line, friend, ask, rogue):
    ask(friend("devi"), friend("emile"))

    tick_channel(line, now=noon)

    (sent,) = [one.json for one in rogue.asked if one.path == MULTICAST]
    assert sent == {
        "to": sent["to"],
        "messages": [{"type": "text", "text": "Hello"}],
        "customAggregationUnits": [LineUnit.objects.get(campaign_id=7).name],
    }
    assert set(sent["to"]) == {user("devi"), user("emile")}


def test_what_is_said_to_each_in_their_own_words_is_pushed(noon, line, friend, ask, rogue):
    ask(friend("devi"), friend("emile"), body="Hi {{ person.name }}", campaign_id=None)

    tick_channel(line, now=noon)

    assert rogue.paths()[PUSH] == 2
    assert rogue.said == {
        user("devi"): [[{"type": "text", "text": "Hi devi"}]],
        user("emile"): [[{"type": "text", "text": "Hi emile"}]],
    }
    assert all("customAggregationUnits" not in one.json for one in rogue.asked if one.path == PUSH)
    assert len({one.key for one in rogue.asked if one.path == PUSH}) == 2


def test_who_has_blocked_the_account_is_not_written_to(noon, line, friend, ask, states, rogue):
    devi, emile = friend("devi"), friend("emile", is_friend=False)
    ask(devi, emile)

    tick_channel(line, now=noon)

    assert states() == {devi: ("sent", ""), emile: ("held", "line_blocked")}
    assert rogue.got == {user("devi"): 1}


def test_one_bad_name_among_many_stands_alone_and_is_not_tried_again(noon, line, friend, ask, states, rogue):
    people = {name: friend(name) for name in ("a", "b", "c", "d", "e")}
    rogue.strangers = {user("c")}
    ask(*people.values())

    tick_channel(line, now=noon)

    assert rogue.got == {user(name): 1 for name in ("a", "b", "d", "e")}
    assert states().pop(people["c"])[0] == "failed"
    assert [state for state, _why in states().values()].count("sent") == 4
    assert LineFriend.objects.filter(refused_ms__isnull=False).get().user_id == user("c")
    assert LineCall.objects.count() == 0


def test_who_was_refused_is_held_the_next_time(noon, line, friend, ask, states, rogue):
    devi = friend("devi")
    LineFriend.objects.update(refused_ms=1)
    ask(devi)

    tick_channel(line, now=noon)

    assert states() == {devi: ("held", "line_refused_before")}


def test_a_message_that_line_does_not_take_fails_for_all_without_looking_for_a_bad_name(
    noon, line, friend, ask, states, rogue
):
    ask(friend("devi"), friend("emile"), body="broken")

    tick_channel(line, now=noon)

    assert {state for state, _why in states().values()} == {"failed"}
    assert rogue.paths()[MULTICAST] == 1
    assert not LineFriend.objects.filter(refused_ms__isnull=False).exists()


def test_one_broken_message_stops_only_itself(noon, line, friend, ask, states, rogue):
    devi, emile = friend("devi"), friend("broken")
    ask(devi, emile, body="Hi {{ person.name }}")

    tick_channel(line, now=noon)

    assert {number: state for number, (state, _why) in states().items()} == {devi: "sent", emile: "failed"}


def test_a_token_that_is_refused_is_made_anew_once(noon, line, friend, ask, states, rogue):
    ask(friend("devi"))
    tick_channel(line, now=noon)
    rogue.good_tokens.clear()
    emile = friend("emile")
    ask(emile, cause="campaign:8")

    tick_channel(line, now=noon)

    assert states()[emile] == ("sent", "")
    assert rogue.tokens == 2


def test_an_account_whose_token_is_refused_for_good_stops_and_its_messages_wait(
    noon, line, account, friend, ask, states, rogue
):
    devi, emile = friend("devi"), friend("emile")
    ask(devi, emile, body="Hi {{ person.name }}")
    rogue.fault = lambda asked: Say(401, {"message": "no"}) if "message" in asked.path else None

    tick_channel(line, now=noon)

    account.refresh_from_db()
    assert (account.stopped_at, account.stopped_why) == (noon, "line_token|401 no")
    assert {state for state, _why in states().values()} == {"asked"}
    assert LineCall.objects.count() == 0
    assert rogue.tokens == 2


def test_a_thousand_friends_go_in_blocks_of_five_hundred(noon, line, friend, ask, rogue):
    ask(*[friend(f"p{number}") for number in range(1_001)])

    while tick_channel(line, now=noon):
        pass

    assert rogue.got.total() == 1_001
    assert max(len(one.json["to"]) for one in rogue.asked if one.path == MULTICAST) == 500
