"""People with traits, and eight kinds of events: `python -m polku.doors.cli.bench._synthesise_kinds PEOPLE EVENTS`.

Straight into the tables, for measuring rules and segments only. Some people do much more than others, as in life.
"""

import json
import sqlite3
import sys
from collections.abc import Sequence
from itertools import islice

import django
import msgspec

from polku.doors.cli.bench._synthesise import face
from polku.kit import clock, columns, ids

ROWS = 50_000
AT_ONCE = 1_000_000
DAYS = 90
CITIES = ("Tokyo", "Osaka", "Turku", "Helsinki", "Lyon", "Paris", "Pune", "Delhi", "Shanghai", "Chengdu")
CATEGORIES = ("tea", "coffee", "cups", "books")


# {kind}: 0 to 7. Of a hundred events 45 are looks at products and 6 are orders.
FILL_EVENTS = """
INSERT INTO arrivals
SELECT
    ['Product Viewed', 'Page Viewed', 'Product Added', 'Message Opened', 'Message Clicked', 'Order Completed',
     'Product Searched', 'Signed In'][1 + kind] AS name,
    someone.id AS identity,
    1 + intDiv(k, 100) AS seq,
    k % 100 AS nth,
    concat('made-', toString(k)) AS id,
    if(kind = 1, 'page', 'track') AS type,
    1 AS source,
    {now:Int64} - toInt64({span:Int64} * (1 - (k + toFloat64(dice % 1000) / 1000) / {events:Int64})) AS time_ms,
    time_ms AS received_ms,
    multiIf(
        kind = 1, concat('{"path":"/c/', toString(k % 50), '","title":"Category"}'),
        kind = 5, concat('{"order_id":"o', toString(k), '","revenue":', toString(5 + k % 90), '.5,"currency":"EUR",',
            '"products":[{"product_id":"p', toString(k % 5000), '","category":"',
            ['tea', 'coffee', 'cups', 'books'][1 + k % 4], '"}]}'),
        kind IN (3, 4), concat('{"campaign_id":"', toString(k % 40), '"}'),
        kind = 6, concat('{"query":"word ', toString(k % 900), '"}'),
        kind = 7, '{}',
        concat('{"product_id":"p', toString(k % 5000), '","price":', toString(1 + k % 90), '.5}')
    ) AS properties,
    '{}' AS context
FROM (
    SELECT
        number + {first:UInt64} AS k,
        cityHash64(k) AS dice,
        transform(intDiv(dice, 7) % 20, [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
            [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7], if(intDiv(dice, 7) % 20 = 0 AND dice % 5 < 4, 5, 0)) AS kind,
        toUInt64(pow(intDiv(dice, 1000003) % 1000000 / 1000000, 1.6) * {people:UInt64}) AS n
    FROM numbers({count:UInt64})
) AS picked
INNER JOIN someone ON someone.n = picked.n
"""


def name(n: int) -> str:
    """As the crowd of polku.lab.load is named, so that what it sends is about these people."""
    return f"u{n:07}"


def traits_of(n: int) -> str:
    age = 16 + n * 31 % 70
    return json.dumps(
        {
            "city": CITIES[n * 7 % 10],
            "plan": ("regular", "plus", "club")[n % 3],
            "age": age,
            "birthday": f"{2026 - age}-{1 + n % 12:02}-{1 + n // 12 % 28:02}",
            "tags": [CATEGORIES[n % 4], CATEGORIES[n // 4 % 4]],
            "address": {"city": CITIES[n * 3 % 10], "country": ("JP", "FI", "FR")[n % 3]},
        },
        separators=(",", ":"),
    )


def main(people: int, events: int) -> None:
    from django.conf import settings

    from polku.flow import READERS
    from polku.kit.sql import sqlite_path
    from polku.know.events import columns as event_columns
    from polku.know.people import columns as people_columns

    now_ms = clock.now_ms()
    numbers = [ids.identity_id("user_id", name(n)) for n in range(people)]
    last_seq = events // 100
    columns.open(settings.COLUMNS_URL)
    try:
        event_columns.empty()
        people_columns.empty()
        with sqlite3.connect(sqlite_path(settings.DATABASE_URL)) as database:
            database.execute("PRAGMA synchronous=OFF")
            fill_people(database, numbers, now_ms)
            database.execute("INSERT INTO log_batch VALUES (?, ?, 1, 0, ?)", [last_seq, now_ms, b'{"batch":[]}'])
            database.executemany(
                "INSERT INTO log_cursor (reader, seq, moved_ms, trouble, note) VALUES (?, ?, ?, '', '') "
                "ON CONFLICT (reader) DO UPDATE SET seq = excluded.seq",
                [(reader.name, last_seq, now_ms) for reader in READERS],
            )
        fill_events(numbers, now_ms, events)
    finally:
        columns.close()


def fill_people(database: sqlite3.Connection, numbers: Sequence[int], now_ms: int) -> None:
    from polku.know.people import columns_sql as sql
    from polku.know.people.columns import as_row

    encode = msgspec.json.Encoder().encode_lines
    counted = enumerate(numbers)
    first_ms = now_ms - DAYS * clock.DAY_MS
    while part := list(islice(counted, ROWS)):
        rows = []
        for n, number in part:
            called, email = face(n)
            rows.append((number, called, email, "", n % 3, n % 3 * 5_950, first_ms, now_ms - n, traits_of(n)))
        database.executemany(
            "INSERT INTO profile (id, name, email, phone, orders, revenue_minor, first_seen_ms, last_seen_ms, traits) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        database.executemany(
            "INSERT INTO identity (id, kind, value, profile_id, traits, first_seen_ms, last_seen_ms, orders, "
            "revenue_minor, is_shared, is_named, has_spoken) VALUES (?, 'user_id', ?, ?, '{}', ?, ?, 0, 0, 0, 1, 1)",
            [(number, name(n), number, first_ms, now_ms) for n, number in part],
        )
        columns.insert_lines("people_arrivals", sql.NAMES, encode([as_row(row, 1) for row in rows]))


def fill_events(numbers: Sequence[int], now_ms: int, events: int) -> None:
    columns.command("DROP TABLE IF EXISTS someone")
    columns.command("CREATE TABLE someone (n UInt64, id UInt64) ENGINE = Memory")
    encode = msgspec.json.Encoder().encode_lines
    counted = enumerate(numbers)
    while part := list(islice(counted, ROWS)):
        columns.insert_lines("someone", ("n", "id"), encode(part))
    given = {"people": len(numbers), "now": now_ms, "span": DAYS * clock.DAY_MS, "events": events}
    for first in range(0, events, AT_ONCE):
        columns.command(FILL_EVENTS, given | {"first": first, "count": min(AT_ONCE, events - first)})
    columns.command("DROP TABLE someone")


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
