"""What was heard since the columns were last written to: small copies hold it too, so that nobody waits for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from polku.know.events import columns as event_columns
from polku.know.events.columns_sql import NAMES
from polku.know.events.event import Event
from polku.know.events.read import place, read_block

IDENTITY = NAMES.index("identity")
COSTLY = ("properties", "context")  # to be read: left out where nobody looks at them


@dataclass(frozen=True)
class Ahead:
    """Events between the place of the columns and another one in the log, by identity."""

    place: int  # what lies before it is taken from the columns, and nothing beyond
    events: dict[int, list[Event]] = field(default_factory=dict)

    @property
    def since_ms(self) -> int | None:
        """When the first of them was received: all that came before is in the columns."""
        return min((theirs[0].received_ms for theirs in self.events.values()), default=None)


def ahead_of_columns(end: int) -> Ahead | None:
    """What the columns lack up to `end`; None where they have come as far."""
    start = at = place(event_columns.READER)
    if at >= end:
        return None
    found: defaultdict[int, list[Event]] = defaultdict(list)
    while at < end and (block := read_block(at, end)):
        at = block.last
        for event in block.events:
            found[event.identity_id].append(event)
    return Ahead(start, dict(found))


def rows_of(
    ahead: Ahead, owners: Iterable[tuple[int, int]], *, names: Collection[str] | None, needed: Collection[str]
) -> list[tuple[object, ...]]:
    """As they arrive in the columns, under the person's own number. `names`: only these; None: all."""
    left_out = [NAMES.index(name) for name in COSTLY if name not in needed]
    rows = []
    for identity, person in owners:
        for event in ahead.events.get(identity, ()):
            if names is None or event.name in names:
                row = list(event_columns.row_of(event))
                row[IDENTITY] = person
                for index in left_out:
                    row[index] = event_columns.EMPTY
                rows.append(tuple(row))
    return rows
