"""An account at the lab, friends of it in the column store, and a process that may be killed at any request."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

import pytest

from polku.kit import clock, net
from polku.know.people import columns as people_columns
from polku.know.segments.models import Segment
from polku.know.segments.segments import create
from polku.lab.line.targeting.audiences import Audience, Audiences
from polku.lab.line.world import World
from polku.say.channels.line import accounts, client, thread, tokens
from polku.say.channels.line.audiences import fill, loop
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line import webhooks
from tests.say.channels.line.inbox.conftest import tell  # noqa: F401 fixture
from tests.say.channels.line.test_lab import running

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FRIENDS = {"trait": "line_kahvila", "op": "is", "value": "friend"}


class Killed(BaseException):
    """The process is no more."""


@pytest.fixture
def world() -> Iterator[World]:
    yield World(seed=3, friends=7)
    thread.close()
    tokens._kept.clear()
    fill._ids.clear()


@pytest.fixture
def account(db: None, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[LineAccount]:
    # Sixty requests a minute: the lab's minutes pass by jumps, ours do not.
    monkeypatch.setitem(limits()["rates"], "B", {"amount": 60_000, "per_s": 60})
    client._buckets.clear()
    with running(world) as url, clock.fixed(NOW):
        official = world.accounts[0]
        values = {"title": "Kahvila", "channel_id": official.channel_id, "api_base": url, "data_api_base": url}
        yield accounts.make("kahvila", values, secret=official.secret, by=None)
        thread.close()
    client._buckets.clear()


@pytest.fixture
def hear(
    columns: None,
    account: LineAccount,
    world: World,
    tell: Callable[..., None],  # noqa: F811
    carry_on: Callable[[], None],
) -> Callable[..., None]:
    """`hear("follow", 0, 1)`: LINE tells us so of the lab's friends of these numbers."""

    def run(kind: str, *numbers: int, at_ms: int = webhooks.NOON_MS - 60_000) -> None:
        official = world.accounts[0]
        tell(*[webhooks.event(kind, user=official.ids.of(number), at_ms=at_ms) for number in numbers])
        carry_on()
        carry_on()
        while people_columns.sync(1_000):
            pass

    return run


@pytest.fixture
def friends(hear: Callable[..., None]) -> Segment:
    hear("follow", *range(7))
    return create("常連さん Regulars", rule=FRIENDS)


def at_line(world: World) -> dict[int, Audience]:
    return world.accounts[0].shelf(Audiences).known


def people_at_line(world: World) -> list[list[int]]:
    """Whom the lab's audiences hold, by the lab's own books."""
    return [sorted(int(one) for one in audience.members) for audience in at_line(world).values()]


def run(world: World, now: datetime = NOW) -> None:
    """Until nothing is due within a minute of LINE's work."""
    for second in range(0, 60, 5):
        world.clock.jump(5)
        with clock.fixed(now + timedelta(seconds=second)):
            while loop.tick(now + timedelta(seconds=second)):
                pass


def begin_again() -> None:
    """As another process finds it."""
    fill._ids.clear()
    thread.close()
    loop.ME = token_hex(6)
    LineAudience.objects.update(held_until_ms=0)


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`kill(3)`: before the third request from now, or, `after`, when LINE has taken it. `kill(0)`: never."""
    ask = net.ask

    def arm(at: int, *, after: bool = False) -> None:
        left = [at]

        async def dying(*given: Any, **named: Any) -> net.Answer:
            left[0] -= 1
            if left[0] == 0 and not after:
                raise Killed
            answer = await ask(*given, **named)
            if left[0] == 0:
                raise Killed
            return answer

        monkeypatch.setattr(net, "ask", dying)

    return arm
