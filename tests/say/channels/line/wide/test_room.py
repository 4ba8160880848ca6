"""The month's messages and LINE's floors: what would not go is held or told before, and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta

from polku.lab.line.faults.fault import Faults
from polku.lab.line.world import World
from polku.learn.reports.line_month import months
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.usage import note
from polku.say.channels.line.wide.launch import UP_TO_LEFT, faults, release
from polku.say.channels.line.wide.models import LineWide
from tests.say.channels.line.audiences.conftest import NOW
from tests.say.channels.line.wide.conftest import FRIENDS, got, know, live, red

Send = Callable[..., LineWide]
MS = round(NOW.timestamp() * 1_000)


def month(account: LineAccount) -> tuple[int, int]:
    found = months([account], now=NOW)[account.pk]
    return found.used, found.reserved


def test_where_the_month_has_too_few_it_is_held_until_somebody_chooses(
    world: World, send: Send, account: LineAccount
) -> None:
    know(world, FRIENDS)
    world.accounts[0].quota = 60
    note(account, used=0, quota=60, now_ms=MS)

    row = live(world, send())
    held = row.state, row.trouble, month(account)
    release(row, how=UP_TO_LEFT, by=None)
    waits = live(world, row, seconds=1).state, month(account)
    live(world, row, now=NOW + timedelta(seconds=10))

    assert held == ("held", "wide_short|60", (0, 0))
    assert waits == ("running", (0, 60))  # LINE keeps them back while it is at work
    assert (row.state, row.kind, row.reached, got(world)) == ("sent", "narrowcast", 60, {"1": 60})
    assert month(account) == (60, 0)
    assert red(world) == []


def test_it_waits_for_room_where_somebody_has_said_so(world: World, send: Send, account: LineAccount) -> None:
    know(world, FRIENDS)
    note(account, used=0, quota=60, now_ms=MS)

    row = live(world, send(on_short="wait"), seconds=1)
    waits = row.state, row.trouble
    note(account, used=0, quota=200, now_ms=MS)
    live(world, row, now=NOW + timedelta(minutes=20), seconds=1)

    assert waits == ("waiting", "wide_room|60")
    assert (row.state, got(world)) == ("sent", {"1": FRIENDS})


def test_line_has_the_last_word_and_a_refusal_is_held(world: World, send: Send, account: LineAccount) -> None:
    world.accounts[0].quota = 60
    row = live(world, send(on_short="try"))
    refused = row.state, row.trouble, row.key
    world.accounts[0].quota = 200
    release(row, by=None)
    live(world, row, now=NOW + timedelta(minutes=1))

    assert refused == ("held", "wide_beyond", "")
    assert (row.state, got(world)) == ("sent", {"1": FRIENDS})


def test_what_waits_and_what_is_being_asked_counts_as_reserved(world: World, send: Send, account: LineAccount) -> None:
    know(world, 90)
    note(account, used=5, quota=500, now_ms=MS)
    send()
    before = month(account)
    world.shelf(Faults).order("cut", endpoint="POST /v2/bot/message/broadcast", count=1)
    row = live(world, LineWide.objects.get(), seconds=1)

    assert (before, row.state, month(account)) == ((5, 90), "asking", (5, 90))


def test_lines_floors_are_told_before_and_after(
    world: World, draft: Send, send: Send, audience: Callable[..., LineAudience]
) -> None:
    few, many = audience("Few", range(20)).pk, audience("Many", range(60)).pk
    with_traits = {"traits": {"apps": ["ios"]}}

    assert faults(draft("narrowcast", within=[few])) == []  # an upload of our own may be as small as it is
    told = faults(draft("narrowcast", within=[few], **with_traits))
    assert told == ["LINE sends a narrowcast to 50 people at the least, and fewer fit what is chosen here."]

    row = live(world, send("narrowcast", within=[many], traits={"apps": ["ios"], "ages": ["age_60", ""]}))
    assert (row.state, row.trouble.partition("|")[0], got(world)) == ("failed", "wide_failed_2", {})

    world.accounts[0].states[80:] = 0  # fewer than a hundred friends
    row = live(world, send("narrowcast", **with_traits), now=NOW + timedelta(minutes=1))
    assert (row.state, row.trouble.partition("|")[0], got(world)) == ("failed", "wide_few_friends", {})
