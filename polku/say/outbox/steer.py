"""Steering what is on its way: nothing of a cause, in whatever round, leaves for a while, or any more.

What a worker has in its hands at that moment, a second or two's worth, is through before it looks again.
"""

from collections.abc import Mapping, Sequence

from polku.say.channels.channel import Channel, WithCalls
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.rounds import all_of

GOES, PAUSED, STOPPED = "", "paused", "stopped"


def pause(cause: str) -> bool:
    """Its messages wait, whatever their hour, until `resume`. Returns whether they went until now."""
    return _change(cause, PAUSED, among=(GOES,))


def resume(cause: str) -> bool:
    return _change(cause, GOES, among=(PAUSED,))


def stop(cause: str) -> bool:
    """Whoever has not got its message gets none, and is held for that reason. What may be under way is still told."""
    return _change(cause, STOPPED, among=(GOES, PAUSED))


def stopped(block: Sequence[Claimed], channel: Channel, wordings: Mapping[str, Wording]) -> set[int]:
    """Messages of a block that are not to leave any more, and of which nothing can be under way."""
    causes = {cause for cause, wording in wordings.items() if wording.standing == STOPPED}
    theirs = [claimed for claimed in block if claimed.cause in causes]
    if not theirs:
        return set()
    numbers = {claimed.id for claimed in theirs}
    if isinstance(channel, WithCalls):
        return numbers - channel.under_way(sorted(numbers))
    if channel.has_idempotency_key:  # a worker may have died with it: it goes again under the same key
        return {claimed.id for claimed in theirs if claimed.tries == 1}
    return numbers


def _change(cause: str, standing: str, *, among: Sequence[str]) -> bool:
    return Wording.objects.filter(cause__in=all_of(cause), standing__in=among).update(standing=standing) > 0
