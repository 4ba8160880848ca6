"""What LINE itself has said, among all that the log holds: a write key is no secret, and nobody shall speak as LINE."""

from collections.abc import Sequence
from typing import Any

import msgspec

from polku.know.events.event import Event
from polku.know.teams.own_doors import known_source_of
from polku.say.channels.line.inbox.names import EDITED, FOLLOWED, RECEIVED, TAPPED, UNFOLLOWED, UNSENT
from polku.say.channels.line.models import LineAccount

HEEDED = frozenset((FOLLOWED, UNFOLLOWED, RECEIVED, EDITED, UNSENT, TAPPED))
USER, MESSAGE = 40, 40  # letters that the tables hold


class Heard(msgspec.Struct, frozen=True):
    """One event of LINE's, with the account that it came to."""

    event: Event
    account: int
    name: str  # the account's
    said: dict[str, Any]

    @property
    def user_id(self) -> str:
        """ "" where it is nobody's, or where a user id cannot be so long."""
        kind, value = self.event.identity
        return value if kind == "line" and len(value) <= USER else ""

    @property
    def message_id(self) -> str:
        found = str(self.said.get("message_id") or "")
        return found if len(found) <= MESSAGE else ""

    @property
    def is_between_us(self) -> bool:
        """Not said in a group, where others listen and nobody needs to be a friend."""
        return "group_id" not in self.said and "room_id" not in self.said


def heard(events: Sequence[Event]) -> list[Heard]:
    """In the order of the log. Costs nothing where a block holds no such event."""
    named = [event for event in events if event.name in HEEDED]
    source = known_source_of("line") if named else None
    ours = [event for event in named if event.source == source]
    if not ours:
        return []
    accounts = dict(LineAccount.objects.values_list("name", "pk"))
    found = []
    for event in ours:
        said = event.properties
        name = str(said.get("channel", "")).removeprefix("line:")
        if name in accounts:
            found.append(Heard(event, accounts[name], name, said))
    return found
