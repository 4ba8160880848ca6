"""How often a rich menu's areas were tapped, as far as the log knows: what they tell us, and what they say in the chat.

LINE does not say where somebody tapped: the same data or words from elsewhere count as well. Opened pages and changes
to a menu that tell nothing are not known to us.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polku.kit import columns

# Taps by what they carry. The events' order begins with the name; their time is the third of it.
TAPS = """
SELECT name, ifNull(if(name = {postback:String}, properties.data.:String, properties.text.:String), '') AS said,
       count(), uniqExact(identity)
FROM events
WHERE name IN {names:Array(String)}
  AND time >= fromUnixTimestamp64Milli({since:Int64}) AND time < fromUnixTimestamp64Milli({until:Int64})
  AND properties.channel.:String = {channel:String}
  AND said IN {said:Array(String)}
GROUP BY name, said
"""
# As say/channels/line/inbox/names.py has them.
POSTBACK, MESSAGE = "Postback Received", "Message Received"
FIELDS = {"postback": (POSTBACK, "data"), "richmenuswitch": (POSTBACK, "data"), "message": (MESSAGE, "text")}


@dataclass(frozen=True)
class Taps:
    """`people`: different LINE users."""

    times: int
    people: int


def taps(actions: Sequence[Mapping[str, Any]], *, channel: str, since_ms: int, until_ms: int) -> list[Taps | None]:
    """Of each action; None where we cannot know. Raises columns.ColumnsError."""
    keys = [_key(action) for action in actions]
    known = [key for key in keys if key is not None]
    if not known:
        return [None] * len(keys)
    # Messages are many more than postbacks: they are read where an area says something, and nowhere else.
    names, said = sorted({name for name, _text in known}), sorted({text for _name, text in known})
    given = {"postback": POSTBACK, "names": names, "channel": channel, "said": said}
    rows = columns.query(TAPS, {**given, "since": since_ms, "until": until_ms})
    found = {(name, text): Taps(int(times), int(people)) for name, text, times, people in rows}
    return [None if key is None else found.get(key, Taps(0, 0)) for key in keys]


def _key(action: Mapping[str, Any]) -> tuple[str, str] | None:
    name, field = FIELDS.get(str(action.get("type")), ("", ""))
    said = str(action.get(field) or "")
    return (name, said) if said else None
