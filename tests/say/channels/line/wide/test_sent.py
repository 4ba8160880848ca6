"""Broadcasts and narrowcasts reach whom they are for, once, and what LINE says of them is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from polku.kit import clock
from polku.lab.line.account import FRIEND
from polku.lab.line.targeting.attributes import matches
from polku.lab.line.world import World
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.wide.launch import launch, stop
from polku.say.channels.line.wide.models import LineWide
from polku.say.content.chat.read import chat_of
from tests.say.channels.line.audiences.conftest import NOW
from tests.say.channels.line.wide.conftest import FRIENDS, got, know, live, red

Send = Callable[..., LineWide]
QUIETLY = chat_of({"blocks": [{"kind": "text", "text": "Summer sale"}], "is_silent": True})


def test_a_broadcast_reaches_all_friends_those_too_whom_nobody_here_knows(world: World, send: Send) -> None:
    row = live(world, send(chat=QUIETLY))

    assert (row.state, row.trouble, got(world), red(world)) == ("sent", "", {"1": FRIENDS}, [])
    assert row.request_id == world.accounts[0].chats.sendings[-1].request_id
    assert b'"notificationDisabled":true' in bytes(row.body)


def test_a_narrowcast_is_followed_to_its_end_and_then_its_statistics_are_asked_for(
    world: World, send: Send, audience: Callable[..., LineAudience]
) -> None:
    row = send("narrowcast", within=[audience("VIPs", range(60)).pk])

    phases = [live(world, row, now=NOW + timedelta(seconds=second), seconds=1).phase for second in range(8)]

    assert (list(dict.fromkeys(phases)), row.state) == (["waiting", "sending", "succeeded"], "sent")
    assert (row.target, row.reached, row.missed, row.counted, got(world)) == (60, 60, 0, 60, {"1": 60})
    assert red(world) == []

    for days in (0, 1, 3, 7, 14):
        live(world, row, now=NOW + timedelta(days=days, hours=1, minutes=1), seconds=1)
        assert row.is_final is (days == 14)
    assert (row.statistics["overview"]["delivered"], row.statistics["overview"]["uniqueClick"]) == (60, None)
    assert row.due_ms is None


def test_audiences_are_joined_and_left_out(world: World, send: Send, audience: Callable[..., LineAudience]) -> None:
    first, second = audience("First", range(80)).pk, audience("Second", range(50, 130)).pk
    know(world, 90)
    cases: list[tuple[dict[str, Any], int, int]] = [
        ({"within": [first, second]}, 130, 160),
        ({"within": [first, second], "how": "all"}, 30, 80),
        ({"within": [first], "beside": [second]}, 50, 80),
        ({"beside": [first]}, 50, 90),
        ({"traits": {"genders": ["male"], "ages": ["age_15", "age_60"]}}, 0, 90),
        ({"within": [first, second], "most": 7}, 7, 7),
    ]
    for given, reached, counted in cases:
        row = live(world, send("narrowcast", **given))
        if "traits" in given:
            asked = {"and": [{"type": "gender", "oneOf": ["male"]}, {"type": "age", "gte": "age_15", "lt": "age_60"}]}
            meant = matches(world, world.accounts[0], {"type": "operator"} | asked)
            reached = int((meant & (world.accounts[0].states == FRIEND)).sum())
        assert (row.state, row.reached, row.counted) == ("sent", reached, counted), given
    assert red(world) == []


def test_what_is_to_go_later_waits_and_can_be_stopped(world: World, draft: Send) -> None:
    row, other = draft(), draft()
    for one in (row, other):
        launch(one, starts_ms=clock.to_ms(NOW + timedelta(hours=2)), by=None)

    early = live(world, row).state
    stopped = stop(other, by=None)
    late = live(world, row, now=NOW + timedelta(hours=2)).state

    assert (early, stopped, late, stop(row, by=None)) == ("waiting", True, "sent", False)
    other.refresh_from_db()
    assert (other.state, got(world)) == ("stopped", {"1": FRIENDS})


def test_after_a_long_sleep_somebody_is_asked_first(world: World, send: Send) -> None:
    row = live(world, send(), now=NOW + timedelta(days=2))

    assert (row.state, row.trouble, got(world)) == ("held", "wide_late", {})


@pytest.mark.parametrize("fault", ["error_after", "cut_after", "cut", "error", "rate"])
def test_trouble_on_the_way_leads_to_one_message_each(world: World, send: Send, fault: str) -> None:
    from polku.lab.line.faults.fault import Faults

    world.shelf(Faults).order(fault, endpoint="POST /v2/bot/message/broadcast", count=2)
    row = live(world, send(), seconds=3)

    for minute in (1, 2, 3):
        live(world, row, now=NOW + timedelta(minutes=minute), seconds=1)

    assert (row.state, row.trouble, got(world)) == ("sent", "", {"1": FRIENDS})
    assert row.request_id == world.accounts[0].chats.sendings[-1].request_id  # of the attempt that was taken
