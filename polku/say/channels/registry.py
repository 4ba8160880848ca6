"""Which channels there are: every folder beside this file that holds a `channel.py`."""

from functools import cache
from importlib import import_module
from pathlib import Path

from polku.say.channels.channel import Channel


class ChannelError(Exception):
    """Something is wrong with a channel."""


class UnknownChannel(ChannelError):
    """There is no such channel."""


def channel(name: str) -> Channel:
    """The channel of that name. Raises UnknownChannel."""
    try:
        return _channels()[name]
    except KeyError as error:
        raise UnknownChannel(name) from error


def channels() -> list[Channel]:
    """All of them, by name."""
    return [found for _name, found in sorted(_channels().items())]


def register(made: Channel) -> None:
    """Add a channel that is no folder here; the same name replaces."""
    _channels()[made.name] = made


def unregister(name: str) -> None:
    _channels().pop(name, None)


@cache
def _channels() -> dict[str, Channel]:
    folders = sorted(path.parent.name for path in Path(__file__).parent.glob("*/channel.py"))
    found = [import_module(f"polku.say.channels.{folder}.channel").CHANNEL for folder in folders]
    return {one.name: one for one in found}
