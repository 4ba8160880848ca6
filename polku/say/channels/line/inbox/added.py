"""`Friend Added`: once for each account and person, ever, by our own history; LINE's own word for it is not exact."""

from collections.abc import Iterable, Sequence

from polku.know.events.append import News, tell
from polku.say.channels.line.inbox.heard import Heard
from polku.say.channels.line.inbox.names import ADDED, FOLLOWED
from polku.say.channels.line.models import LineFriend


def tell_of(said: Sequence[Heard]) -> None:
    """Of the follows that are the first that we know. Its key makes it one, whichever of two we hear first."""
    follows = [one for one in said if one.event.name == FOLLOWED and one.user_id]
    first = _firsts(follows)
    tell([_news(one) for one in follows if first.get((one.user_id, one.account)) == one.event.time_ms])


def _firsts(follows: Iterable[Heard]) -> dict[tuple[str, int], int | None]:
    users = sorted({one.user_id for one in follows})
    found: dict[tuple[str, int], int | None] = {}
    for start in range(0, len(users), 1_000):
        rows = LineFriend.objects.filter(user_id__in=users[start : start + 1_000])
        found |= {(user, account): first for user, account, first in rows.values_list("user_id", "account", "first_ms")}
    return found


def _news(one: Heard) -> News:
    # Who only ended a block had been a friend before polku came.
    said = {"channel": f"line:{one.name}", "is_first": one.said.get("is_unblocked") is not True}
    return News(ADDED, one.event.identity, f"line:{one.name}:added:{one.user_id}", said, one.event.time_ms)
