"""Killed at any request, before LINE took it or after: in the end LINE has what is wanted and nothing else of ours."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from polku.kit import clock
from polku.know.segments.models import Segment
from polku.lab.line.world import World
from polku.say.channels.line.audiences import loop
from polku.say.channels.line.audiences.write import switch_off, switch_on, sync_now
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.audiences.conftest import NOW, Killed, at_line, begin_again, people_at_line, run

LATER = NOW + timedelta(minutes=10)


@pytest.mark.parametrize("after", [False, True])
def test_at_every_request_of_a_sync(
    world: World,
    account: LineAccount,
    friends: Segment,
    kill: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    after: bool,
) -> None:
    monkeypatch.setitem(limits()["audience"], "ids_json", 3)
    row = switch_on(account, friends, by=None)
    killed, now, at = 0, NOW, 0

    while killed == at:
        at += 1
        now += timedelta(hours=2)
        with clock.fixed(now):
            sync_now(row, by=None)
        kill(at, after=after)
        try:
            run(world, now)
        except Killed:
            killed += 1
        kill(0)
        begin_again()
        run(world, now + timedelta(minutes=1))

        row.refresh_from_db()
        assert (list(at_line(world)), people_at_line(world), row.state, row.trouble) == (
            [row.live_id], [list(range(7))], "idle", "",
        ), at  # fmt: skip

    assert killed >= 7  # two lists, three blocks, a look, a removal


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", [1, 2])
def test_at_every_request_of_its_end(
    world: World, account: LineAccount, friends: Segment, kill: Callable[..., None], at: int, after: bool
) -> None:
    row = switch_on(account, friends, by=None)
    run(world)
    switch_off(row, by=None)
    kill(at, after=after)
    with pytest.raises(Killed):
        run(world, LATER)
    kill(0)
    begin_again()

    run(world, LATER)

    row.refresh_from_db()
    assert (at_line(world), row.is_gone) == ({}, True)


def test_what_another_polku_has_there_is_left_alone(world: World, account: LineAccount, friends: Segment) -> None:
    from polku.lab.line.targeting.audiences import Audiences

    other = world.accounts[0].shelf(Audiences).make("UPLOAD", "polku:0123456789ab:1 Regulars", created_ms=0)
    row = switch_on(account, friends, by=None)
    run(world)
    switch_off(row, by=None)
    run(world, LATER)

    assert list(at_line(world)) == [other.id]


def test_another_process_leaves_it_alone_until_this_one_ends_or_is_long_silent(
    world: World, account: LineAccount, friends: Segment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits()["audience"], "ids_json", 3)
    row = switch_on(account, friends, by=None)
    assert (loop.tick(NOW), loop.tick(NOW)) == (1, 1)  # the first of three blocks is at LINE

    with monkeypatch.context() as other:
        other.setattr(loop, "ME", "another")
        beside = loop.tick(NOW), loop.tick(NOW + timedelta(minutes=4))
        after_silence = loop.tick(NOW + timedelta(minutes=6))
    row.refresh_from_db()

    assert (beside, after_silence, row.holder) == ((0, 0), 1, "another")


def test_a_process_that_ends_lets_go(world: World, account: LineAccount, friends: Segment) -> None:
    row = switch_on(account, friends, by=None)
    loop.tick(NOW)
    row.refresh_from_db()
    held = row.held_until_ms

    loop.end()

    row.refresh_from_db()
    assert (held > 0, row.held_until_ms) == (True, 0)
