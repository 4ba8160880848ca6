"""Amounts that are large beside what is usual at the till: for them there are points, stamps and ranks."""

from collections import Counter

from django.db import connection

from polku.act.rewards.till import sql

TIMES = 10  # what is in the middle of all amounts
FEW = 20  # of fewer nobody knows what is usual


def bounds(*, since_ms: int) -> dict[str, int]:
    """By currency: from which amount on it is large."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(sql.AMOUNTS, [since_ms])
        for currency, count in cursor.fetchall():
            if count >= FEW:
                cursor.execute(sql.MIDDLE, [since_ms, currency, count // 2])
                [(middle,)] = cursor.fetchall()
                found[str(currency)] = int(middle) * TIMES
    return found


def by_whom(*, since_ms: int) -> Counter[str]:
    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for currency, bound in sorted(bounds(since_ms=since_ms).items()):
            cursor.execute(sql.LARGE, [since_ms, currency, bound])
            found.update({str(by): int(count) for by, count in cursor.fetchall()})
    return found
