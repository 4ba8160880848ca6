"""Which messages need nothing to come after them: somebody has reacted, or wants no more of it."""

from collections.abc import Sequence

from django.db import connection

from polku.act.campaigns.natives.several import Until
from polku.kit import bulk
from polku.kit.arrays import Flags, Numbers, np
from polku.say.outbox.followed import sql

# What a person did, no program. Whoever follows a link has opened it; where nobody is seen to open, only links tell.
DID = {
    "opened": "opened_ms IS NOT NULL OR clicked_ms IS NOT NULL",
    "clicked": "clicked_ms IS NOT NULL",
}
LEFT = "unsubscribed_ms IS NOT NULL OR complained_ms IS NOT NULL"


def reacted(messages: Numbers, until: Until) -> Flags:
    """As far as it has been read from the log. Shapes: (messages,)."""
    return np.isin(messages, np.array(answered(messages.tolist(), until), np.int64))


def answered(messages: Sequence[int], until: Until) -> list[int]:
    source = sql.REACTED.replace("{did}", f"{DID[until]} OR {LEFT}")
    with connection.cursor() as cursor:
        return [number for (number,) in bulk.ask(cursor, "message_id", source, keys=messages, vendor=connection.vendor)]
