"""What a person did, newest first: their identities' events, from the column store."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from polku.kit import clock, columns

Place = tuple[int, int, int]  # (time in milliseconds, seq, index): where a page of a story ends

# The order of `stories` is (identity, time, seq, nth): one range of it for each identity.
STORY = """
SELECT name, type, source, id, toUnixTimestamp64Milli(time), properties, context, seq, nth, identity
FROM stories
WHERE identity IN {{identities:Array(UInt64)}}{beyond}{named}
ORDER BY time DESC, seq DESC, nth DESC
LIMIT {{limit:UInt32}}
"""
BEYOND = " AND (time, seq, nth) < (fromUnixTimestamp64Milli({before_ms:Int64}, 'UTC'), {seq:UInt64}, {nth:UInt32})"
# Beside BEYOND, since this one makes use of the order.
NOT_LATER = " AND time <= fromUnixTimestamp64Milli({before_ms:Int64}, 'UTC')"
NAMED = " AND name IN {names:Array(String)}"

NAMES = """
SELECT name, count() AS events
FROM stories
WHERE identity IN {identities:Array(UInt64)}
GROUP BY name
ORDER BY events DESC, name
LIMIT 100
"""


class StoryEvent(msgspec.Struct, frozen=True):
    """One thing that happened. What identify and group said stands in `properties` as well."""

    name: str
    type: str
    source: int
    id: str
    time_ms: int
    properties: dict[str, Any]
    context: dict[str, Any]
    seq: int
    index: int
    identity_id: int

    @property
    def time(self) -> datetime:
        return clock.from_ms(self.time_ms)

    @property
    def place(self) -> Place:
        """Hand it to `story(before=…)` for what came before this."""
        return self.time_ms, self.seq, self.index


def story(
    identity_ids: Sequence[int], *, before: Place | None = None, names: Sequence[str] | None = None, limit: int = 50
) -> list[StoryEvent]:
    """The newest events under any of these identities. Raises columns.ColumnsError when the store is not there."""
    if not identity_ids:
        return []
    sql = STORY.format(beyond=NOT_LATER + BEYOND if before else "", named=NAMED if names is not None else "")
    before_ms, seq, nth = before or (0, 0, 0)
    parameters = {"identities": list(identity_ids), "limit": limit, "names": list(names or ())}
    rows = columns.query(sql, parameters | {"before_ms": before_ms, "seq": seq, "nth": nth})
    return [
        StoryEvent(name, kind, source, id_, time_ms, _object(properties), _object(context), seq, nth, identity)
        for name, kind, source, id_, time_ms, properties, context, seq, nth, identity in rows
    ]


def names_of(identity_ids: Sequence[int]) -> list[tuple[str, int]]:
    """The names in a story and how often each occurs, most frequent first."""
    if not identity_ids:
        return []
    return [(name, events) for name, events in columns.query(NAMES, {"identities": list(identity_ids)})]


def _object(text: str) -> dict[str, Any]:
    """{} for what is no JSON object; numbers too large and the like are odd, not a reason to hide the story."""
    try:
        found = msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return {"…": text[:1000]} if text else {}
    return found if isinstance(found, dict) else {}
