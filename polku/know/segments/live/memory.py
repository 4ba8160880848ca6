"""What the reader of segments remembers beside its place, in the row of its cursor."""

import msgspec

from polku.know.events.models import Cursor
from polku.know.events.read import place

READER = "segments"
AFTER = ("people", "orders", "consent", "columns")


class Memory(msgspec.Struct, omit_defaults=True):
    told: int = 0  # the last batch of those who joined or left: the columns must hold it before anybody is compared
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
    """The columns hold everything that was told, and the state is not being made anew."""
    here = place(READER)
    return place("columns") >= memory().told and all(place(name) >= here for name in AFTER)
