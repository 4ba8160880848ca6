"""Letting go of calls, in the transaction that settles their messages."""

from collections.abc import Sequence

from django.db import connection

from polku.kit import bulk
from polku.say.channels.line.calls import sql
from polku.say.channels.line.calls.call import packed, unpacked


def let_go(account: int, message_ids: Sequence[int]) -> None:
    """Of these messages nothing is left to ask. A call for several stays as long as one of them is open."""
    if not message_ids:
        return
    lock = sql.LOCK if connection.vendor == "postgresql" else ""
    gone = set(message_ids)
    with connection.cursor() as cursor:
        bulk.remove(cursor, sql.LET_GO_OF_ONE, message_ids, vendor=connection.vendor)
        if cursor.rowcount == len(gone):
            return
        cursor.execute(sql.OF_SEVERAL_TO_SETTLE.format(lock=lock), [account])
        for least, kept, before in cursor.fetchall():
            theirs = set(unpacked(kept))
            if gone.isdisjoint(theirs):
                continue
            settled = theirs & (gone | set(unpacked(before)))
            if settled == theirs:
                cursor.execute("DELETE FROM line_call WHERE message_id = %s", [least])
            else:
                cursor.execute(sql.SETTLE, [packed(sorted(settled)), least])
