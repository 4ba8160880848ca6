"""Which channels there are, those of accounts too."""

from typing import TYPE_CHECKING

from polku.say.channels import folders
from polku.say.channels.channel import Channel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OF_ACCOUNT = ":"  # in the name of a channel that is one of several accounts: "line:kahvila"


class ChannelError(Exception):
    """Something is wrong with a channel."""


class UnknownChannel(ChannelError):
    """There is no such channel."""


def channel(name: str) -> Channel:
    """The channel of that name. Raises UnknownChannel."""
    kind = name.partition(OF_ACCOUNT)[0]
    found = folders.single().get(name) or next((one for one in accounts(kind) if one.name == name), None)
    if found is None:
        raise UnknownChannel(name)
    return found


def channels() -> list[Channel]:
    """All of them, by name. Asks the database for accounts."""
    every = [*single(), *(one for kind in folders.with_accounts() for one in accounts(kind))]
    return sorted(every, key=lambda one: one.name)


def kinds() -> "dict[str, StrOrPromise]":
    """What people say yes and no to, with titles: a platform once, and only while it has an account."""
    platforms = folders.with_accounts()
    return {one.kind: platforms[one.kind].TITLE if one.kind in platforms else one.title for one in channels()}


def accounts(kind: str) -> list[Channel]:
    """The channels of a platform on which there may be several accounts; none for any other."""
    module = folders.with_accounts().get(kind)
    found: list[Channel] = module.accounts() if module is not None else []
    return found


def in_use(kind: str) -> list[Channel]:
    """The same, and those of accounts that have ended: what still waits for one of these has to be held."""
    module = folders.with_accounts().get(kind)
    ended: list[Channel] = module.ended() if module is not None else []
    return [*accounts(kind), *ended]


def single() -> list[Channel]:
    """The channels that are one each, by name."""
    return [found for _name, found in sorted(folders.single().items())]


def register(made: Channel) -> None:
    """Add a channel that is no folder here; the same name replaces."""
    folders.single()[made.name] = made


def unregister(name: str) -> None:
    folders.single().pop(name, None)
