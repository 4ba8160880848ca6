"""What the reader of segments remembers beside its place, in the row of its cursor."""

import msgspec

from polku.know.events.columns import READER as COLUMNS
from polku.know.events.models import Cursor
from polku.know.events.read import place
from polku.know.segments.live import told

READER = "segments"
AFTER = ("people", "orders", "consent")
MOST_AHEAD = 1_000  # batches that the columns may lack: they are read from the log for each question


class Memory(msgspec.Struct, omit_defaults=True):
    told: int = 0  # the last batch of those who joined or left: nobody is compared by one who does not know it
    mark: str = ""  # whoever told that remembers it by this
    forgettings: int = 0  # how many had been done when sizes were counted
    events_forgotten: int = 0  # how many of events had been done when everybody was asked
    is_behind: bool = False  # the readers before were put back to the beginning


def memory() -> Memory:
    note = Cursor.objects.filter(reader=READER).values_list("note", flat=True).first()
    return msgspec.json.decode(note, type=Memory) if note else Memory()


def keep(mine: Memory) -> None:
    place(READER)  # sees that there is a row
    Cursor.objects.filter(reader=READER).update(note=msgspec.json.encode(mine).decode())


def is_ready() -> bool:
    """Everything that was told is known here, and neither the state nor the columns are being made anew."""
    mine, columns_at = memory(), place(COLUMNS)
    if is_behind() or place(READER) - columns_at > MOST_AHEAD:
        return False
    return told.is_known(mine.told, mine.mark, columns_at=columns_at)


def is_behind() -> bool:
    """Whether what the reader has passed is not there any more."""
    here = place(READER)
    return any(place(name) < here for name in AFTER) or told.has_gone_back(memory().mark, columns_at=place(COLUMNS))


def are_columns_done() -> bool:
    """Whether they hold everything that was told."""
    return place(COLUMNS) >= memory().told
