"""How consent reads the log: every saying becomes a row, and the column store is told whose.

Nothing is ever emptied: a rebuild forgets no withdrawal.
"""

from collections.abc import Collection, Iterable

from django.db import connection

from polku.kit.bulk import write
from polku.know.events.read import Block
from polku.know.events.trusted import own_ids
from polku.know.people import sql as people_sql
from polku.know.people.consent import sql
from polku.know.people.consent.saying import KINDS, Saying, of_event


def fold(block: Block) -> None:
    telling = [event for event in block.events if event.name in KINDS]  # usually few
    pairs = zip(telling, own_ids(telling), strict=True) if telling else ()
    keep(said for event, own_id in pairs if (said := of_event(event, own_id=own_id)))


def keep(sayings: Iterable[Saying]) -> None:
    """Write sayings down, within the caller's transaction; again changes nothing."""
    rows = {saying.id: saying for saying in sayings}
    if not rows:
        return
    values = [tuple(getattr(rows[number], name) for name in Saying.__struct_fields__) for number in sorted(rows)]
    with connection.cursor() as cursor:
        write(cursor, sql.KEEP, values, vendor=connection.vendor)
    note({saying.identity_id for saying in rows.values()})


def note(identities: Collection[int]) -> None:
    """What the column store knows of these identities' consents is old."""
    if identities:
        with connection.cursor() as cursor:
            write(cursor, people_sql.MARK_CHANGED, [(one, 0) for one in sorted(identities)], vendor=connection.vendor)
