"""Codes cannot be tried out: after so many that nobody has, whoever tries waits.

Counted are wrong ones only, by who asks and by the address they ask from, in windows of ten minutes from the first.
While somebody waits, right codes are refused as well: nothing is learnt by trying on.
"""

from collections.abc import Iterator

from django.db import connection

from polku.act.rewards.till import sql
from polku.act.rewards.till.problems import WAIT, TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import clock, seal
from polku.kit.sql import marks
from polku.know.teams.access.counts import network_of

WINDOW_MS = 10 * clock.MINUTE_MS
# Wrong ones in a window, by how the name of whoever asks begins; many tills may share an address.
BY_MEMBER, BY_KEY, BY_ADDRESS = 20, 60, 120
MOST = {"member": BY_MEMBER, "key": BY_KEY, "basket": BY_MEMBER, "shop": 600}


def may_ask(teller: Teller, *, now_ms: int) -> None:
    """Raises TillProblem with the seconds to wait."""
    most = dict(_counts(teller))
    with connection.cursor() as cursor:
        cursor.execute(sql.WRONG_OF.format(marks=marks(len(most))), [*most, now_ms - WINDOW_MS])
        waits = [begun_ms + WINDOW_MS - now_ms for key, count, begun_ms in cursor.fetchall() if count >= most[key]]
    if waits:
        raise TillProblem(WAIT, wait_s=-(-max(waits) // 1000))


def was_wrong(teller: Teller, *, now_ms: int) -> None:
    """Outside of what is rolled back when nothing is found."""
    with connection.cursor() as cursor:
        for key, _most in sorted(_counts(teller)):  # in one order, so that two never wait for each other
            cursor.execute(sql.COUNT_WRONG, [key, now_ms, now_ms - WINDOW_MS, now_ms - WINDOW_MS])


def _counts(teller: Teller) -> Iterator[tuple[str, int]]:
    yield seal.fingerprint(f"till {teller.name}"), MOST[teller.name.partition(":")[0]]
    if teller.address:
        yield seal.fingerprint(f"till at {network_of(teller.address)}"), BY_ADDRESS
