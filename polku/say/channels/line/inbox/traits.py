"""What a person's traits say of an account: `line_kahvila` is `friend` or `blocked`, as of the newest event's time.

The ids of these sayings decide where two have one time: that of a block is the larger, as in the friends' table.
"""

from collections.abc import Iterator
from typing import Any

from polku.know.events.event import Identity
from polku.say.channels.line.inbox.names import FOLLOWED, UNFOLLOWED

FRIEND, BLOCKED = "friend", "blocked"


def trait_of(account: str) -> str:
    return f"line_{account}"


def standing(name: str, identity: Identity, *, account: str, number: str, time_ms: int) -> Iterator[dict[str, Any]]:
    """The saying that belongs to a follow or its end; none to other events, nor where nobody knows whose it was."""
    if name in (FOLLOWED, UNFOLLOWED) and identity[0] == "line":
        yield saying(identity, account=account, is_friend=name == FOLLOWED, cause=number, time_ms=time_ms)


def saying(identity: Identity, *, account: str, is_friend: bool, cause: str, time_ms: int) -> dict[str, Any]:
    return {
        "type": "identify",
        "messageId": f"line:{account}:trait:{0 if is_friend else 1}:{cause}",
        "identity": identity,
        "timestamp": time_ms,
        "traits": {trait_of(account): FRIEND if is_friend else BLOCKED},
    }
