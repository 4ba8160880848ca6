"""One bad name spoils a multicast for all: halves, each a new call, until it stands alone."""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from polku.say.channels.channel import Letter
from polku.say.channels.line.calls import sql
from polku.say.channels.line.calls.call import Call, read
from polku.say.channels.line.calls.write import insert, of_letters
from polku.say.channels.line.units import names

Letters = Mapping[int, Letter]  # that the caller holds, by message


def split(account: int, calls: Sequence[Call], letters: Letters, *, now_ms: int) -> list[Call]:
    """Two for each, in its stead. A call that another worker has replaced meanwhile is left to that one.

    LINE has refused the old one, so nobody got it: who is not among `letters` has their turn with whoever holds them.
    """
    return _replaced(account, [(one, _halves(account, one, letters, now_ms=now_ms)) for one in calls])


def push_instead(account: int, calls: Sequence[Call], letters: Letters, *, now_ms: int) -> list[Call]:
    """Replies that LINE has surely not taken, as pushes."""
    return _replaced(account, [(one, [_one(account, one, letters, one.messages, now_ms=now_ms)]) for one in calls])


def _halves(account: int, one: Call, letters: Letters, *, now_ms: int) -> list[Call]:
    ours = [number for number in one.messages if number in letters]
    middle = len(ours) // 2
    return [_one(account, one, letters, part, now_ms=now_ms) for part in (ours[:middle], ours[middle:]) if part]


def _one(account: int, old: Call, letters: Letters, numbers: Sequence[int], *, now_ms: int) -> Call:
    """Counted by LINE as the old one would have been; a reply is not, so what goes in its stead asks for its name."""
    theirs, said = [letters[number] for number in numbers], read(old.body)
    campaign = theirs[0].campaign_id
    known = said.units or list(names.of(account, [campaign], now_ms=now_ms).values())
    return of_letters(theirs, bytes(said.messages), unit=next(iter(known), ""), now_ms=now_ms)


def _replaced(account: int, calls: Sequence[tuple[Call, list[Call]]]) -> list[Call]:
    kept: list[Call] = []
    with transaction.atomic(), connection.cursor() as cursor:
        for old, new in calls:
            cursor.execute(sql.LET_GO, [old.message_id, old.key])
            if cursor.rowcount:
                kept += new
        insert(account, kept)
    return kept
