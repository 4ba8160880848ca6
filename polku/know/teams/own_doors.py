"""Sources of doors that polku keeps itself, for platforms that prove by a signature who they are.

Such a source is a row as any other, so that its events can be named. Its key has ended before it began: nobody but the
door writes under its number, and readers may believe what comes under it.
"""

from polku.kit import clock
from polku.know.teams.models import Source

KEY = "door:"  # its write key begins so, which no real one does


def source_of(door: str, *, name: str) -> int:
    """The number of a door's source, which is made when it is asked for first."""
    found = known_source_of(door)
    if found is not None:
        return found
    row, _is_new = Source.objects.get_or_create(write_key=KEY + door, defaults={"name": name, "ended_at": clock.now()})
    return row.pk


def known_source_of(door: str) -> int | None:
    """The same; None where nothing has come through this door yet."""
    return Source.objects.filter(write_key=KEY + door).values_list("pk", flat=True).first()
