"""What people do on the clock: their rows in the column store follow."""

from datetime import datetime

from polku.know.people import columns


def tick(_now: datetime) -> int:
    """Write one block of what is out of date; 0 when there is nothing."""
    return columns.sync()
