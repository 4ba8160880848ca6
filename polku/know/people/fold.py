"""How people read the log: every block's identities, traits and links become persons.

The result is a function of the set of events. Facts are joined in ways that know no order (earliest, latest, newest
stamp, set union), and who is one person is resolved from the facts, not from the way to them
(docs/decisions/0002-identity.md).
"""

from django.db import connection

from polku.kit.bulk import no_cycles
from polku.know.events.read import Block
from polku.know.people import sql
from polku.know.people.heard import hear
from polku.know.people.keep import keep
from polku.know.people.known import Known
from polku.know.people.meet import meet
from polku.know.people.merging import keep_merges, keep_undone
from polku.know.people.regroup import regroup


@no_cycles()
def fold(block: Block) -> None:
    """Take one block in: sets are read and written, their number is the same however many people it holds."""
    heard = hear(block.events)
    if not heard.names and not heard.links:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(sql.TAKE_TURNS)
        known = Known(cursor, vendor=connection.vendor)
        changes = meet(known, heard)
        if heard.undone:
            keep_undone(known, heard)
        if changes.starts:
            inside, resolution = regroup(known, changes)
            keep_merges(known, resolution, inside)
        keep(known, changes, at_seq=block.last)
