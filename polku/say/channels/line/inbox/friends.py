"""How the table of friends reads the log: what is newest of each person decides, in whatever order it came, and twice.

A follow makes a friend, its end ends that. Whoever writes to the account or taps its buttons, with nobody else in the
room, is one as well: of those who came before polku did, that is the first that we hear.
"""

from collections.abc import Iterable

import msgspec
from django.db import connection

from polku.kit import bulk, clock
from polku.know.events.read import Block
from polku.say.channels.line.inbox import friends_sql
from polku.say.channels.line.inbox.heard import Heard, heard
from polku.say.channels.line.inbox.names import FOLLOWED, RECEIVED, TAPPED, UNFOLLOWED

PROFILE_LIVES_MS = 7 * clock.DAY_MS
KEEP = friends_sql.KEEP.replace("{lives_ms}", str(PROFILE_LIVES_MS))

Key = tuple[str, int]  # user id, account


class Standing(msgspec.Struct):
    """What some events say of one person and account, taken together."""

    is_friend: bool
    changed_ms: int
    first_ms: int | None = None  # of their follows

    def hear(self, *, is_friend: bool, at_ms: int, is_follow: bool) -> None:
        if (at_ms, not is_friend) > (self.changed_ms, not self.is_friend):
            self.is_friend, self.changed_ms = is_friend, at_ms
        if is_follow and (self.first_ms is None or at_ms < self.first_ms):
            self.first_ms = at_ms


def fold(block: Block) -> None:
    keep(standings(heard(block.events)))


def standings(said: Iterable[Heard]) -> dict[Key, Standing]:
    found: dict[Key, Standing] = {}
    for one in said:
        name, at_ms = one.event.name, one.event.time_ms
        is_word = name in (RECEIVED, TAPPED) and one.is_between_us
        if not one.user_id or not (is_word or name in (FOLLOWED, UNFOLLOWED)):
            continue
        is_friend = name != UNFOLLOWED
        standing = found.setdefault((one.user_id, one.account), Standing(is_friend, at_ms))
        standing.hear(is_friend=is_friend, at_ms=at_ms, is_follow=name == FOLLOWED)
    return found


def keep(found: dict[Key, Standing]) -> None:
    """Within the caller's transaction."""
    nameless = ("", "", "", "")
    rows = [(*key, said.is_friend, said.changed_ms, said.first_ms, *nameless) for key, said in sorted(found.items())]
    if rows:
        with connection.cursor() as cursor:
            bulk.write(cursor, KEEP, rows, vendor=connection.vendor)
