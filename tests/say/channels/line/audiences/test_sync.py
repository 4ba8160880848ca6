"""An audience holds the segment's people, by the lab's own books; a new one each time, and the old one removed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from polku.kit import ids
from polku.know.people.consent.models import Consent
from polku.know.people.models import Identity
from polku.know.segments.models import Segment
from polku.know.segments.segments import create
from polku.lab.line.log import Log
from polku.lab.line.world import World
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.write import switch_off, switch_on, sync_now
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line import webhooks
from tests.say.channels.line.audiences.conftest import FRIENDS, NOW, at_line, people_at_line, run

HOUR = timedelta(hours=1)


def test_friends_of_a_segment_become_an_audience(world: World, account: LineAccount, friends: Segment) -> None:
    row = switch_on(account, friends, by=None)

    run(world)

    row.refresh_from_db()
    ((number, audience),) = at_line(world).items()
    assert people_at_line(world) == [list(range(7))]
    assert audience.description == f"polku:{row.key}:1 常連さん Regulars"
    assert (row.state, row.live_id, row.live_count, row.live_told, row.trouble) == ("idle", number, 7, 7, "")


def test_more_than_a_request_takes_go_in_blocks(
    world: World, account: LineAccount, friends: Segment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits()["audience"], "ids_json", 3)

    switch_on(account, friends, by=None)
    run(world)

    ((_number, audience),) = at_line(world).items()
    assert [job.count for job in audience.jobs] == [3, 3, 1]
    assert people_at_line(world) == [list(range(7))]


def test_who_leaves_is_in_the_next_one_no_more_and_the_old_one_is_removed(
    world: World, account: LineAccount, friends: Segment, hear: Callable[..., None]
) -> None:
    row = switch_on(account, friends, by=None)
    run(world)
    (old,) = at_line(world)
    hear("unfollow", 2, at_ms=webhooks.NOON_MS - 1_000)

    run(world, NOW + HOUR / 2)
    before = list(at_line(world))
    run(world, NOW + HOUR * 1.1)

    row.refresh_from_db()
    assert before == [old]  # it is compared once an hour
    assert people_at_line(world) == [[0, 1, 3, 4, 5, 6]]
    assert (old in at_line(world), row.live_count, row.run) == (False, 6, 2)


def test_where_nothing_has_changed_nothing_is_made_unless_it_is_wanted(
    world: World, account: LineAccount, friends: Segment
) -> None:
    row = switch_on(account, friends, by=None)
    run(world)
    run(world, NOW + HOUR * 1.1)
    row.refresh_from_db()
    assert (row.run, row.checked_at) == (1, NOW + HOUR * 1.1)

    sync_now(row, by=None)
    run(world, NOW + HOUR * 1.2)

    row.refresh_from_db()
    assert (row.run, len(at_line(world))) == (2, 1)


def test_one_that_somebody_removed_at_line_is_made_again(world: World, account: LineAccount, friends: Segment) -> None:
    switch_on(account, friends, by=None)
    run(world)
    at_line(world).clear()

    run(world, NOW + HOUR * 1.1)

    assert people_at_line(world) == [list(range(7))]


def test_it_is_made_anew_before_line_lets_it_expire(world: World, account: LineAccount, friends: Segment) -> None:
    row = switch_on(account, friends, by=None)
    run(world)

    run(world, NOW + timedelta(days=151))

    row.refresh_from_db()
    assert (row.run, len(at_line(world))) == (2, 1)


def test_of_an_empty_segment_there_is_none_and_that_is_told(
    world: World, account: LineAccount, friends: Segment, hear: Callable[..., None]
) -> None:
    row = switch_on(account, friends, by=None)
    run(world)
    hear("unfollow", *range(7), at_ms=webhooks.NOON_MS - 1_000)

    run(world, NOW + HOUR * 1.1)

    row.refresh_from_db()
    assert (at_line(world), row.live_id, row.live_count, row.trouble) == ({}, None, 0, "")


def test_who_has_asked_for_quiet_is_left_out(world: World, account: LineAccount, friends: Segment) -> None:
    number = ids.identity_id("line", world.accounts[0].ids.of(4))
    Consent.objects.create(id=1, identity_id=number, kind="withdrawn", purpose="marketing", channel="line", at_ms=1)
    row = switch_on(account, create("Everybody", rule={"all": []}), by=None)

    run(world)

    row.refresh_from_db()
    assert people_at_line(world) == [[0, 1, 2, 3, 5, 6]]
    assert (row.live_count, row.left_out, Identity.objects.filter(kind="line").count()) == (6, 1, 7)


def test_switched_off_it_is_removed_at_line_and_others_stay(
    world: World, account: LineAccount, friends: Segment
) -> None:
    row = switch_on(account, friends, by=None)
    other = switch_on(account, create("The same", rule=FRIENDS), by=None)
    run(world)

    switch_off(row, by=None)
    run(world, NOW + HOUR / 2)

    row.refresh_from_db()
    other.refresh_from_db()
    assert (list(at_line(world)), row.is_gone, other.is_gone) == ([other.live_id], True, False)


def test_switched_on_again_it_comes_back(world: World, account: LineAccount, friends: Segment) -> None:
    row = switch_on(account, friends, by=None)
    run(world)
    switch_off(row, by=None)
    run(world, NOW + HOUR / 2)

    again = switch_on(account, friends, by=None)
    run(world, NOW + HOUR)

    assert (again.pk, LineAudience.objects.count(), len(at_line(world))) == (row.pk, 1, 1)


def test_every_request_is_as_lines_own_description_wants_it(
    world: World, account: LineAccount, friends: Segment
) -> None:
    row = switch_on(account, friends, by=None)
    run(world)
    switch_off(row, by=None)
    run(world, NOW + HOUR)

    assert [line.note for line in world.shelf(Log).red] == []
