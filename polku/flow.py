"""The river: who reads the log, and after whom. Everything that happens because of an event begins on this page."""

from polku.know.events import once
from polku.know.events.read import Reader

READERS: tuple[Reader, ...] = (
    Reader("once", once.fold),
)
