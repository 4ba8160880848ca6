"""Killed at any request, before LINE took it or after: everybody gets it once, and its end is known."""

from collections.abc import Callable
from datetime import timedelta

from polku.lab.line.world import World
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.wide.models import LineWide
from tests.say.channels.line.audiences.conftest import NOW, Killed
from tests.say.channels.line.wide.conftest import FRIENDS, begin_again, got, live, red


def test_at_every_request(
    world: World, send: Callable[..., LineWide], audience: Callable[..., LineAudience], kill: Callable[..., None]
) -> None:
    one = audience("VIPs", range(60)).pk
    sends, killed, now = {"broadcast": 0, "narrowcast": 0}, 0, NOW
    for kind, requests in (("broadcast", 3), ("narrowcast", 5)):
        for at in range(1, requests + 1):
            for after in (False, True):
                row = send(kind, within=[one] if kind == "narrowcast" else ())
                now += timedelta(hours=1)
                kill(at, after=after)
                try:
                    live(world, row, now=now, seconds=5)
                except Killed:
                    killed += 1
                kill(0)
                begin_again()
                live(world, row, now=now + timedelta(minutes=5), seconds=6)

                assert (row.state, row.trouble) == ("sent", ""), (kind, at, after)
                sends[kind] += 1

    counted = got(world)
    both, first = sum(sends.values()), sends["broadcast"]
    assert counted == {str(first): FRIENDS - 60, str(both): 60}
    assert (red(world), killed >= 2 * (2 + 4)) == ([], True)  # checked, sent; and progress, twice at least
