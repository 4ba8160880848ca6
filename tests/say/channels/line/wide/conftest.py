"""A draft at the lab, which has 130 friends; a loop that lives on, dies, and begins again."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

import pytest

from polku.kit import clock
from polku.know.segments.segments import create
from polku.lab.line import books
from polku.lab.line.log import Log
from polku.lab.line.targeting.audiences import Audiences
from polku.lab.line.world import World
from polku.learn.reports.line_month import left_for
from polku.say.channels.line import client, thread, tokens
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.wide import loop
from polku.say.channels.line.wide.launch import launch
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.write import write
from polku.say.content.chat.read import chat_of
from tests.say.channels.line.audiences.conftest import NOW, account, kill

__all__ = ("account", "kill")
FRIENDS = 130
HELLO = chat_of({"blocks": [{"kind": "text", "text": "Summer sale"}]})


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    # Sixty an hour: the lab's hours pass by jumps, ours do not.
    monkeypatch.setitem(limits()["rates"], "A", {"amount": 60_000, "per_s": 60})
    yield World(seed=3, friends=FRIENDS)
    thread.close()
    tokens._kept.clear()
    client._buckets.clear()


@pytest.fixture
def draft(account: LineAccount) -> Callable[..., LineWide]:
    def make(kind: str = "broadcast", **given: Any) -> LineWide:
        return write(None, account, title="Sale", kind=kind, **({"chat": HELLO} | given), by=None)

    return make


@pytest.fixture
def send(draft: Callable[..., LineWide]) -> Callable[..., LineWide]:
    """Launched, to go at once."""

    def make(kind: str = "broadcast", *, on_short: str = "hold", **given: Any) -> LineWide:
        row = draft(kind, **given)
        launch(row, starts_ms=clock.now_ms(), on_short=on_short, by=None)
        return row

    return make


@pytest.fixture
def audience(account: LineAccount, world: World) -> Callable[..., LineAudience]:
    """`audience("VIPs", range(60))`: it is at LINE, with the lab's friends of these numbers."""

    def make(name: str, numbers: range) -> LineAudience:
        there = world.accounts[0].shelf(Audiences).make("UPLOAD", name, created_ms=0)
        there.members = world.accounts[0].ids.numbers([world.accounts[0].ids.of(one) for one in numbers])
        return LineAudience.objects.create(
            account=account,
            segment=create(name, rule={"all": []}),
            live_id=there.id,
            live_count=len(numbers),
            live_at=NOW,
            wanted=False,
            due_ms=clock.to_ms(NOW) + clock.DAY_MS,
        )

    return make


def know(world: World, many: int) -> None:
    """So many of the friends are known here, too."""
    official = LineAccount.objects.get()
    names = [world.accounts[0].ids.of(number) for number in range(many)]
    rows = [LineFriend(account=official, user_id=name, is_friend=True, changed_ms=0) for name in names]
    LineFriend.objects.bulk_create(rows)


def live(world: World, row: LineWide, *, now: datetime = NOW, seconds: int = 10) -> LineWide:
    """As the loop finds it every other second."""
    wides = loop.Wides(left=left_for)
    for second in range(0, seconds, 2):
        world.clock.jump(min(2, seconds))
        with clock.fixed(now + timedelta(seconds=second)):
            while wides.tick(now + timedelta(seconds=second)):
                pass
    row.refresh_from_db()
    return row


def begin_again() -> None:
    """As another process finds it."""
    thread.close()
    loop.ME = token_hex(6)
    LineWide.objects.update(held_until_ms=0)


def got(world: World) -> dict[str, int]:
    """People by how many messages they got, by the lab's own books."""
    told = books.summary(world.accounts[0], people=world.people)
    assert told["retry_keys"]["with_another_request"] == 0
    found: dict[str, int] = told["people_by_count"]
    return found


def red(world: World) -> list[str]:
    """What the lab found wrong with our requests, or should not have been asked."""
    return [f"{one.asked}: {one.note}" for one in world.shelf(Log).red]
