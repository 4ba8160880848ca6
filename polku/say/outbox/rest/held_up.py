"""What is told of a channel by which nothing leaves just now: it rests, or it knows itself why there is no use."""

from dataclasses import dataclass
from datetime import datetime

from polku.kit import clock
from polku.say.channels.channel import Channel, HasRoom, TellsHeldUp
from polku.say.channels.registry import channels
from polku.say.outbox.reasons import sentence
from polku.say.outbox.rest.models import ChannelRest


@dataclass(frozen=True)
class Waits:
    """`until` None: until somebody acts. `rests`: by our rule; a person can have it tried now."""

    channel: Channel
    since: datetime | None
    until: datetime | None
    reason: str  # as rows keep it
    rests: bool = False

    @property
    def sentence(self) -> str:
        return sentence(self.reason)


def held_up(channel: Channel, *, now: datetime) -> Waits | None:
    """None where messages leave."""
    if isinstance(channel, TellsHeldUp):
        found = channel.held_up(now)
        return Waits(channel, found.since, found.until, found.reason) if found is not None else None
    row = ChannelRest.objects.filter(channel=channel.name, since_ms__isnull=False).first()
    return _of(channel, row) if row is not None else None


def campaigns_wait(channel: Channel, *, now: datetime) -> Waits | None:
    """The same for campaigns, which also wait where the channel has no room for more of them."""
    found = held_up(channel, now=now)
    room = channel.room(now) if found is None and isinstance(channel, HasRoom) else None
    return Waits(channel, None, room.until, room.reason) if room is not None and not room.count else found


def all_held_up(*, now: datetime) -> list[Waits]:
    """By channel. An account that has ended is no trouble any more."""
    rests = ChannelRest.objects.filter(since_ms__isnull=False).in_bulk()
    found = []
    for channel in channels():
        waits = held_up(channel, now=now) if isinstance(channel, TellsHeldUp) else None
        if channel.name in rests:
            waits = _of(channel, rests[channel.name])
        if waits is not None:
            found.append(waits)
    return found


def _of(channel: Channel, row: ChannelRest) -> Waits:
    since = clock.from_ms(row.since_ms) if row.since_ms is not None else None
    return Waits(channel, since, clock.from_ms(row.until_ms), row.reason, rests=True)
