"""A large installation, written straight into the tables: `python -m polku.doors.cli.bench._synthesise PEOPLE EVENTS`.

Nothing of it went through the intake or the readers, whose places are put at its end. For measuring pages only.
"""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

import django
import msgspec

from polku.kit import clock, columns, ids

ROWS = 50_000
YEAR_MS = 365 * clock.DAY_MS
FAMILIES = 997
FILL_EVENTS = """
INSERT INTO arrivals
SELECT
    ['Product Viewed', 'Page Viewed', 'Product Viewed', 'Order Completed', 'Product Added'][1 + k % 5] AS name,
    someone.id AS identity,
    1 + intDiv(k, 100) AS seq,
    k % 100 AS nth,
    concat('made-', toString(k)) AS id,
    if(k % 5 = 1, 'page', 'track') AS type,
    1 AS source,
    {now:Int64} - toInt64(cityHash64(k) % {year:Int64}) AS time_ms,
    time_ms AS received_ms,
    multiIf(
        k % 5 = 1, concat('{"path":"/c/', toString(k % 50), '","title":"Category"}'),
        k % 5 = 3, concat('{"order_id":"o', toString(k), '","revenue":', toString(5 + k % 90), '.5,"currency":"EUR"}'),
        concat('{"product_id":"p', toString(k % 5000), '","price":', toString(1 + k % 90), '.5}')
    ) AS properties,
    '{}' AS context
FROM (SELECT number + {first:UInt64} AS k FROM numbers({count:UInt64})) AS picked
INNER JOIN someone ON someone.n = (k * 7919 + intDiv(k, {people:UInt64})) % {people:UInt64}
"""


def main(people: int, events: int) -> None:
    from django.conf import settings

    from polku.flow import READERS
    from polku.kit.sql import sqlite_path
    from polku.know.events import columns as event_columns
    from polku.know.people import columns as people_columns

    now_ms = clock.now_ms()
    numbers = [ids.identity_id("user_id", f"s{n:07}") for n in range(people)]
    last_seq = events // 100
    with sqlite3.connect(sqlite_path(settings.DATABASE_URL)) as database:
        database.execute("PRAGMA synchronous=OFF")
        fill_people(database, numbers, now_ms)
        fill_orders(database, numbers, now_ms, events // 20)
        payload = b'{"batch":[]}'
        database.execute("INSERT INTO log_batch VALUES (?, ?, 1, 0, ?)", [last_seq, now_ms, payload])
        for reader in READERS:
            database.execute(
                "INSERT INTO log_cursor (reader, seq, moved_ms, trouble, note) VALUES (?, ?, ?, '', '') "
                "ON CONFLICT (reader) DO UPDATE SET seq = excluded.seq",
                [reader.name, last_seq, now_ms],
            )
    columns.open(settings.COLUMNS_URL)
    try:
        event_columns.empty()
        people_columns.empty()
        fill_columns(numbers, now_ms, events)
    finally:
        columns.close()


def face(n: int) -> tuple[str, str]:
    name = f"Given{n % 1009:04} Family{n * 31 % FAMILIES:03}"
    return name, f"person.{n}@example.com"


def fill_people(database: sqlite3.Connection, numbers: Sequence[int], now_ms: int) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for n, number in enumerate(numbers):
            name, email = face(n)
            first_ms = now_ms - (n * 7919 % 365) * clock.DAY_MS
            yield number, name, email, '{"plan":"regular"}', first_ms, now_ms - n * 97 % clock.DAY_MS, 1, 5_950

    database.executemany(
        "INSERT INTO profile (id, name, email, phone, traits, first_seen_ms, last_seen_ms, orders, revenue_minor) "
        "VALUES (?, ?, ?, '', ?, ?, ?, ?, ?)",
        rows(),
    )
    database.execute(
        "INSERT INTO identity (id, kind, value, profile_id, traits, first_seen_ms, last_seen_ms, orders, "
        "revenue_minor, is_shared, is_named, has_spoken) "
        "SELECT id, 'user_id', 's' || substr('0000000' || substr(email, 8, instr(email, '@') - 8), -7), id, '{}', "
        "first_seen_ms, last_seen_ms, orders, revenue_minor, 0, 1, 1 FROM profile"
    )
    database.execute("INSERT INTO people_day SELECT first_seen_ms / 86400000, COUNT(*) FROM profile GROUP BY 1")


def fill_orders(database: sqlite3.Connection, numbers: Sequence[int], now_ms: int, count: int) -> None:
    rows = (
        (ids.hash63(f"o{k}".encode()), f"o{k}", numbers[k % len(numbers)], now_ms - k * 7919 % YEAR_MS, 500 + k % 9000)
        for k in range(count)
    )
    database.executemany(
        "INSERT INTO shop_order (id, order_id, identity_id, at_ms, stamp_ms, stamp_id, is_priced, is_cancelled, "
        'currency, revenue_minor, refunded_minor, refunds, items, seq, "index") '
        "VALUES (?1, ?2, ?3, ?4, ?4, ?2, 1, 0, 'EUR', ?5, 0, '{}', 1, 1, 0)",
        rows,
    )


def fill_columns(numbers: Sequence[int], now_ms: int, events: int) -> None:
    encode = msgspec.json.Encoder().encode_lines
    columns.command("DROP TABLE IF EXISTS someone")
    columns.command("CREATE TABLE someone (n UInt64, id UInt64) ENGINE = Memory")
    counted = enumerate(numbers)
    names = (
        "id",
        "version",
        "gone",
        "name",
        "email",
        "phone",
        "search",
        "orders",
        "revenue_minor",
        "first_seen_ms",
        "last_seen_ms",
        "traits",
    )
    while part := list(islice(counted, ROWS)):
        columns.insert_lines("someone", ("n", "id"), encode(part))
        rows = []
        for n, number in part:
            name, email = face(n)
            search = f"{name}\n{email}\n".lower()
            rows.append(
                (number, 1, 0, name, email, "", search, 1, 5950, now_ms - YEAR_MS, now_ms, '{"plan":"regular"}')
            )
        columns.insert_lines("people_arrivals", names, encode(rows))
    for first in range(0, events, 1_000_000):
        given = {
            "first": first,
            "count": min(1_000_000, events - first),
            "people": len(numbers),
            "now": now_ms,
            "year": YEAR_MS,
        }
        columns.command(FILL_EVENTS, given)
    columns.command("DROP TABLE someone")


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
