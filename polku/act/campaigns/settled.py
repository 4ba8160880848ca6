"""Whether what had been accepted by some moment has reached the columns, so that nobody is missing from an audience."""

from datetime import datetime, timedelta

from polku.kit.columns import ColumnsError
from polku.know.events.read import place
from polku.know.people.models import Changed
from polku.know.segments import columns as lists

READERS = ("people", "orders", "columns")  # whose work rules are asked of
PATIENCE = timedelta(seconds=30)  # by then, what was being written at that moment has been


def has_settled(*, at: datetime, at_seq: int, now: datetime) -> bool:
    """`at_seq`: the end of the log at that moment."""
    if any(place(reader) < at_seq for reader in READERS):
        return False
    late = Changed.objects.filter(at_seq__lte=at_seq)
    if has_waited(at, now=now):
        late = late.exclude(at_seq__lt=0)  # being written; new ones come all the time
    return not late.exists() and _lists_are_copied()


def has_waited(at: datetime, *, now: datetime) -> bool:
    """For so long that somebody is to be told."""
    return now - at > PATIENCE


def _lists_are_copied() -> bool:
    """Whoever was put on a list before is found by rules."""
    try:
        return lists.are_copied()
    except ColumnsError:
        return True  # why nobody can be asked is said with the audience
