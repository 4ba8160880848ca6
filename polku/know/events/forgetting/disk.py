"""Seeing that what was removed from the database is not on its disk any more.

SQLite overwrites what is removed (secure_delete, kit/sql.py). That leaves the file of changes not yet taken over, which
is emptied here, and copies that it made when it moved rows from one page to another (kit/scrub.py). PostgreSQL has its
own ways, which are the operator's: docs/operate/forgetting.md.
"""

import logging

from django.db import connection

from polku.kit import clock
from polku.kit.scrub import scrub

log = logging.getLogger(__name__)

PATIENCE_S = 60  # with readers that began before; none takes longer than a page


def leave_nothing_behind() -> None:
    if connection.vendor == "sqlite":
        empty_journal()
        scrub(str(connection.settings_dict["NAME"]))


def empty_journal() -> bool:
    """Take all changes over into the database and cut their file to nothing; False where somebody kept it busy."""
    until = clock.monotonic() + PATIENCE_S
    while clock.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
        if row is None or not row[0]:
            return True
        clock.pause(0.05)
    log.warning("The file of changes could not be emptied: somebody has been reading for %d s", PATIENCE_S)
    return False
