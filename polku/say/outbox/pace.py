"""How fast a channel may go, in this process."""

from polku.kit import clock
from polku.say.channels.channel import Channel

_allowed_from: dict[str, float] = {}  # channel → the moment (monotonic seconds) from which it may go on


def may_go(channel: Channel) -> bool:
    return clock.monotonic() >= _allowed_from.get(channel.name, 0.0)


def went(channel: Channel, letters: int) -> None:
    """A block has been handed over: the next waits as long as this one should have taken."""
    if channel.most_per_second is not None:
        begin = max(clock.monotonic(), _allowed_from.get(channel.name, 0.0))
        _allowed_from[channel.name] = begin + letters / channel.most_per_second
