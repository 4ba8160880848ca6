"""An account at the lab, and coupons of its own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from polku.kit import clock
from polku.lab.line.platform.coupon import Coupon, Coupons
from polku.lab.line.world import World
from polku.say.channels.line import accounts, client, tokens
from polku.say.channels.line.coupons import loop
from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.channels.line.coupons.wanted import Wanted
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.audiences.conftest import Killed, kill  # noqa: F401 fixture
from tests.say.channels.line.test_lab import running

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
Wants = Callable[..., Wanted]


@pytest.fixture
def world() -> Iterator[World]:
    yield World(seed=3, friends=2, begin_ms=clock.to_ms(NOW))
    tokens._kept.clear()


@pytest.fixture
def account(db: None, world: World) -> Iterator[LineAccount]:
    client._buckets.clear()
    with running(world) as url, clock.fixed(NOW):
        official = world.accounts[0]
        values = {"title": "Kahvila", "channel_id": official.channel_id, "api_base": url, "data_api_base": url}
        yield accounts.make("kahvila", values, secret=official.secret, by=None)
    client._buckets.clear()


@pytest.fixture
def wants() -> Wants:
    """`wants(title="Half off")`: what a member has filled in."""

    def make(**values: Any) -> Wanted:
        usual = {
            "title": "Winter beans",
            "starts_at": NOW - DAY,
            "ends_at": NOW + DAY * 30,
            "zone": "ASIA_TOKYO",
            "reward": "discount-percentage",
            "amounts": {"percentage": 20},
        }
        return Wanted(**(usual | values))

    return make


def at_line(world: World) -> dict[str, Coupon]:
    return world.accounts[0].shelf(Coupons).known


def mirrored() -> list[LineCoupon]:
    return list(LineCoupon.objects.order_by("pk"))


def run(now: datetime = NOW, *, rounds: int = 3) -> None:
    with clock.fixed(now):
        for _ in range(rounds):
            loop.tick(now)


def others(world: World, *titles: str, **values: Any) -> list[str]:
    """Made in LINE's own manager."""
    known = at_line(world)
    for title in titles:
        said = {
            "title": title,
            "startTimestamp": int((NOW - DAY).timestamp()),
            "endTimestamp": int((NOW + DAY).timestamp()),
            "timezone": "ASIA_TOKYO",
            "visibility": "PUBLIC",
            "maxUseCountPerTicket": 1,
            "reward": {"type": "gift"},
            "acquisitionCondition": {"type": "normal"},
        } | values
        known[f"of-others-{len(known)}"] = Coupon(f"of-others-{len(known)}", said, int(NOW.timestamp()))
    return list(known)
