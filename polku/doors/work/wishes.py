"""What other processes ask of the one that has the column store open."""

from datetime import datetime

from django.conf import settings

from polku.kit import columns
from polku.know.events import columns as event_columns
from polku.know.events.models import Wish
from polku.know.people import columns as people_columns


def grant_wishes(now: datetime) -> int:  # noqa: ARG001 - every tick is told the time
    """Rebuild the columns if somebody asked for it. The wish goes last: after a crash it is granted again."""
    if not Wish.objects.filter(name=Wish.REBUILD_COLUMNS).exists():
        return 0
    rebuild_columns(settings.COLUMNS_URL)
    Wish.objects.filter(name=Wish.REBUILD_COLUMNS).delete()
    return 1


def rebuild_columns(url: str) -> None:
    """Make the column store's tables anew, a damaged store included; the readers then fill them from the log."""
    if not columns.is_open():
        columns.open(url, afresh=True)
    event_columns.rebuild()
    people_columns.rebuild()
