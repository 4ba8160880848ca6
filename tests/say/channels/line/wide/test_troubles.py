"""What cannot be sent is told why; what may have arrived is never sent again; audiences that are named stay at LINE."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from polku.kit import clock
from polku.lab.line.faults.fault import Faults
from polku.lab.line.targeting.audiences import Audiences
from polku.lab.line.world import World
from polku.say.channels.line import thread
from polku.say.channels.line.audiences import loop as audiences_loop
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.write import InUse, switch_off
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.launch import faults, launch, release, stop
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.problems import WideError, told
from polku.say.content.chat.read import chat_of
from tests.say.channels.line.audiences.conftest import NOW
from tests.say.channels.line.wide.conftest import FRIENDS, got, live

Send = Callable[..., LineWide]
HOUR = timedelta(hours=1)


def test_facts_of_people_cannot_stand_in_it_and_what_line_would_refuse_is_told(world: World, draft: Send) -> None:
    personal = draft(chat=chat_of({"blocks": [{"kind": "text", "text": "Hello {{ person.name }}"}]}))
    unknown = draft(chat=chat_of({"blocks": [{"kind": "sticker", "package_id": "", "sticker_id": ""}]}))

    assert "no facts of people can stand here" in faults(personal)[0]
    assert faults(draft(chat=chat_of({"blocks": []}))) == ["The message is empty."]
    assert faults(unknown) != []
    assert faults(draft()) == []


@pytest.mark.parametrize("fault", ["cut_after", "cut"])
def test_without_an_answer_for_a_day_it_is_unknown_and_never_sent_again(world: World, send: Send, fault: str) -> None:
    world.shelf(Faults).order(fault, endpoint="POST /v2/bot/message/broadcast", count=1)
    row = live(world, send(), seconds=1)
    world.shelf(Faults).order("cut", endpoint="POST /v2/bot/message/broadcast")
    for hour in (1, 2, 22, 25):
        world.clock.jump(3_600)
        live(world, row, now=NOW + hour * HOUR, seconds=1)

    assert (row.state, row.trouble, stop(row, by=None)) == ("unknown", "wide_day_over", False)
    assert got(world) == ({"1": FRIENDS} if fault == "cut_after" else {})


def test_what_surely_never_left_for_a_day_goes_by_another_key_when_somebody_says_so(
    world: World, send: Send, account: LineAccount
) -> None:
    LineAccount.objects.update(api_base="http://127.0.0.1:1024")  # nobody is there
    row = live(world, send(), seconds=1)
    asked = row.state, row.trouble.partition("|")[0], row.may_have_arrived
    LineAccount.objects.update(api_base=account.api_base)
    held = live(world, row, now=NOW + 30 * HOUR, seconds=1).trouble
    release(row, by=None)
    LineWide.objects.update(starts_ms=clock.to_ms(NOW + 30 * HOUR))
    live(world, row, now=NOW + 30 * HOUR)

    assert (asked, held) == (("asking", "line_unreachable", False), "wide_late")
    assert (row.state, got(world)) == ("sent", {"1": FRIENDS})


def test_a_token_that_is_refused_stops_the_account_and_loses_nothing(
    world: World, send: Send, account: LineAccount
) -> None:
    world.shelf(Faults).order("token", endpoint="*", count=4)
    row = live(world, send(), seconds=2)
    account.refresh_from_db()
    stopped = account.stopped_at is not None
    world.shelf(Faults).ordered.clear()
    LineAccount.objects.update(stopped_at=None, stopped_why="")
    thread.close()
    live(world, row, now=NOW + HOUR)

    assert (stopped, row.state, got(world)) == (True, "sent", {"1": FRIENDS})


def test_an_audience_that_was_replaced_in_between_is_named_by_its_new_number(
    world: World, send: Send, audience: Callable[..., LineAudience]
) -> None:
    one, other = audience("VIPs", range(60)), audience("Newer", range(70))
    row = send("narrowcast", within=[one.pk])
    del world.accounts[0].shelf(Audiences).known[one.live_id or 0]
    refused = live(world, row, seconds=1).state
    LineAudience.objects.filter(pk=one.pk).update(live_id=other.live_id, live_count=70)
    live(world, row, now=NOW + timedelta(minutes=2))

    assert (refused, row.state, row.reached) == ("waiting", "sent", 70)


def test_audiences_of_a_narrowcast_under_way_stay_until_it_is_over(
    world: World, send: Send, draft: Send, audience: Callable[..., LineAudience]
) -> None:
    one = audience("VIPs", range(60))
    number = one.live_id
    known = world.accounts[0].shelf(Audiences).known
    later = draft("narrowcast", within=[one.pk])
    launch(later, starts_ms=clock.to_ms(NOW + HOUR), by=None)
    with pytest.raises(InUse):
        switch_off(one, by=None)
    stop(later, by=None)
    row = live(world, send("narrowcast", within=[one.pk]), seconds=1)
    assert row.state == "running"

    with clock.fixed(NOW):
        LineAudience.objects.update(live_id=None, old_ids=[number])  # it has been replaced
        replaced = audiences_loop.tick(NOW), number in known
        switch_off(one, by=None)
        while audiences_loop.tick(NOW):
            pass
    one.refresh_from_db()
    kept = number in known, one.old_ids, one.is_gone
    live(world, row, now=NOW + timedelta(seconds=30))
    after = NOW + timedelta(minutes=5)
    with clock.fixed(after):
        while audiences_loop.tick(after):
            pass
    one.refresh_from_db()

    assert (replaced, kept) == ((0, True), (True, [number], False))
    assert (row.state, row.reached, number in known, one.is_gone) == ("sent", 60, False, True)


def test_what_makes_no_sense_is_not_kept(draft: Send, audience: Callable[..., LineAudience]) -> None:
    gone = audience("Gone", range(5))
    row = draft("narrowcast", within=[gone.pk])
    LineAudience.objects.update(ended_at=NOW)
    cases = (
        ({"traits": {"ages": ["age_40", "age_20"]}}, "traits"),
        ({"within": [gone.pk]}, "audiences"),
        ({"most": 0}, "most"),
    )
    for given, field in cases:
        with pytest.raises(WideError) as problem:
            draft("narrowcast", **given)
        assert problem.value.field == field
    assert faults(row) == [told("wide_audience_gone|Gone")]
