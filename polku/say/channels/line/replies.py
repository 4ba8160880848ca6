"""Reply tokens: with one of them a message costs nothing. LINE takes each once, and within a minute."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from polku.kit import clock
from polku.kit.sql import marks
from polku.say.channels.line.inbox import replies_sql as sql
from polku.say.channels.line.inbox.models import LineReplyToken
from polku.say.channels.line.limits import limits

KEPT_MS = 20 * clock.MINUTE_MS  # LINE may send a webhook again for so long: a used one must be known until then
FORGET_AT_ONCE = 10_000
PART = 1_000


def take(account: int, user_ids: Sequence[str], now: datetime) -> dict[str, str]:
    """The newest token of each, by user id; whoever asks again, here or elsewhere, does not get the same one.

    What is taken counts as used, whatever becomes of the reply: LINE does not say whether it was.
    """
    now_ms = clock.to_ms(now)
    since_ms = now_ms - limits()["reply_token"]["usable_s"] * clock.SECOND_MS
    if not LineReplyToken.objects.filter(received_ms__gt=since_ms).exists():
        return {}  # mostly nobody has just written, and a campaign asks for a million people
    taken: dict[str, str] = {}
    for start in range(0, len(user_ids), PART):
        taken |= _take(account, list(user_ids[start : start + PART]), since_ms=since_ms, now_ms=now_ms)
    return taken


def forget_old(now: datetime) -> int:
    """Used or not: after twenty minutes nobody takes them."""
    with connection.cursor() as cursor:
        cursor.execute(sql.FORGET_OLD, [clock.to_ms(now) - KEPT_MS, FORGET_AT_ONCE])
        return int(cursor.rowcount)


def _take(account: int, user_ids: list[str], *, since_ms: int, now_ms: int) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(sql.FRESH.format(marks=marks(len(user_ids))), [*user_ids, account, since_ms])
        newest: dict[str, str] = dict(cursor.fetchall())  # the last one of each stays
    if not newest:
        return {}
    tokens = sorted(newest.values())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.TAKE.format(marks=marks(len(tokens))), [now_ms, *tokens])
        return dict(cursor.fetchall())
