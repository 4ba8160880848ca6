"""Asking for messages: the one way in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from polku.kit import clock
from polku.know.people.consent.purposes import MARKETING
from polku.say.outbox import sql

# One statement and one commit: about 10 ms, for the intake waits for the same lock.
AT_ONCE = 1_000


def put_into_words(
    cause: str,
    *,
    subject: str,
    body: str,
    mail: str = "",
    purpose: str = MARKETING,
    topic: str = "",
    tracks_opens: bool = True,
    tracks_clicks: bool = True,
    link_tags: str = "",
    waits_for_store: bool = False,
) -> None:
    """Keep what the messages of a cause say, and for what people must have allowed them. `mail`: its blocks, if any.
    `link_tags`: as they are stored. `waits_for_store`: they go only while the person's store is open.

    Said twice, the first stands: nothing is changed on the way.
    """
    said: list[str | bool] = [cause, subject, body, mail, purpose, topic]
    said += [tracks_opens, tracks_clicks, link_tags, waits_for_store]
    with connection.cursor() as cursor:
        cursor.execute(sql.WORD, said)


def ask_many(
    cause: str,
    *,
    identity_ids: Iterable[int],
    channel: str,
    campaign_id: int | None,
    due_ms: int,
    now: datetime,
) -> int:
    """Ask for one message to each of these people, for one cause. Returns how many were not yet asked for.

    Safe to repeat with the same or other people. The wording must stand already (`put_into_words`). Goes in short
    transactions, unless the caller has one open.
    """
    asked = 0
    for block in _blocks(identity_ids):
        values = [cause, channel, campaign_id, due_ms, clock.to_ms(now), *block]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.ASK.format(rows=", ".join(["(%s)"] * len(block))), values)
            asked += cursor.rowcount
    return asked


def _blocks(identity_ids: Iterable[int]) -> Iterator[Sequence[int]]:
    left = iter(identity_ids)
    while block := list(islice(left, AT_ONCE)):
        # In the order of the index: neighbours share pages.
        yield sorted(block)
