"""What people do, and what the account hears of it."""

import numpy as np
import pytest

from polku.lab.line import friend_does, taps
from polku.lab.line.account import BLOCKED, FRIEND
from polku.lab.line.delivery import deliver, say
from polku.lab.line.rich_menus import Menu, RichMenus
from polku.lab.line.user_ids import UserIds
from polku.lab.line.world import World

TEXT = [{"type": "text", "text": "hello"}]


@pytest.fixture
def world():
    return World(seed=3, friends=100, begin_ms=1_790_000_000_000)


@pytest.fixture
def heard(world):
    events = []
    world.webhook_events.append(lambda account, event: events.append(event))
    return events


def test_user_ids_are_numbers_in_disguise_and_follow_from_the_seed():
    ids = UserIds(seed=3, provider="one")
    numbers = np.array([0, 7, 999_999])

    assert ids.numbers(ids.of_many(numbers)).tolist() == [0, 7, 999_999]
    assert ids.of(7) == UserIds(seed=3, provider="one").of(7) != UserIds(seed=3, provider="two").of(7)
    assert ids.numbers(["U" + "0" * 32, ids.of(7), "nobody", ids.of(7).upper()]).tolist() == [-1, 7, -1, -1]


def test_adding_blocking_and_unblocking_are_told(world, heard):
    account = world.accounts[0]

    friend_does.add(world, account, 105)
    friend_does.add(world, account, 105)
    friend_does.block(world, account, 105)
    friend_does.unblock(world, account, 105)

    assert [event["type"] for event in heard] == ["follow", "unfollow", "follow"]
    assert [event.get("follow") for event in heard] == [{"isUnblocked": False}, None, {"isUnblocked": True}]
    assert ["replyToken" in event for event in heard] == [True, False, True]
    assert {event["source"]["userId"] for event in heard} == {account.ids.of(105)}


def test_states_of_the_first_account(world):
    states = world.accounts[0].states

    assert (int((states == FRIEND).sum()), int((states == BLOCKED).sum()), world.people) == (100, 0, 120)
    assert len(world.make_people(30)) == 30
    assert len(world.accounts[0].states) == world.people == 150


def test_a_chat_has_its_messages_in_order_from_both_sides(world, heard):
    account, told = world.accounts[0], []
    world.listen(told.append)

    deliver(world, account, say(world, account, "push", TEXT), np.array([5, 6]))
    friend_does.says(world, account, 5, "and you")

    assert [(item.sending.way, item.messages) for item in account.chats.of(5)] == [
        ("push", TEXT),
        ("friend", [{"type": "text", "text": "and you"}]),
    ]
    assert [item.sending.way for item in account.chats.of(6)] == ["push"]
    assert [news.numbers.tolist() for news in told] == [[5, 6], [5]]
    assert heard[0]["message"]["text"] == "and you"


def test_chats_are_paged_backwards(world):
    account = world.accounts[0]
    for number in range(10):
        deliver(world, account, say(world, account, "push", [{"type": "text", "text": str(number)}]), np.array([1]))

    newest = account.chats.of(1, most=3)
    older = account.chats.of(1, most=3, before=newest[0].entry)

    assert [item.messages[0]["text"] for item in newest] == ["7", "8", "9"]
    assert [item.messages[0]["text"] for item in older] == ["4", "5", "6"]


def test_taps_do_what_their_action_says(world, heard):
    account = world.accounts[0]

    taps.tap(world, account, 1, {"type": "postback", "data": "buy=1", "displayText": "Buy"})
    taps.tap(world, account, 1, {"type": "message", "text": "hi"})
    taps.tap(world, account, 1, {"type": "datetimepicker", "data": "when", "mode": "date"}, date="2026-11-30")
    opened = taps.tap(world, account, 1, {"type": "uri", "uri": "https://example.com"})
    account.shelf(RichMenus).aliases["b"] = "m"
    account.shelf(RichMenus).menus["m"] = Menu("m", {})
    switched = taps.tap(world, account, 1, {"type": "richmenuswitch", "richMenuAliasId": "b", "data": "tab"})

    assert [event["type"] for event in heard] == ["postback", "message", "postback", "postback"]
    assert heard[0]["postback"] == {"data": "buy=1"}
    assert heard[2]["postback"] == {"data": "when", "params": {"date": "2026-11-30"}}
    assert heard[3]["postback"]["params"] == {"newRichMenuAliasId": "b", "status": "SUCCESS"}
    assert (opened.opens, switched.menu_alias) == ("https://example.com", "b")
    assert [item.messages[0]["text"] for item in account.chats.of(1)] == ["Buy", "hi"]
