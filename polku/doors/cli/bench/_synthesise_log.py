"""The log of a synthesised installation: the payloads that its events would have come in, straight into the table.

`python -m polku.doors.cli.bench._synthesise_log PEOPLE EVENTS`, after `_synthesise`. For measuring erasure only.
"""

import sqlite3
import sys

import django

from polku.kit import clock, columns

AT_ONCE = 200_000  # events
PAYLOADS = """
SELECT
    1 + intDiv(k, 100) AS seq,
    arrayStringConcat(arrayMap(one -> one.2, arraySort(groupArray((k, event)))), ',') AS events,
    concat('\\x7B"batch":[', events, ']\\x7D') AS payload
FROM (
    SELECT
        number + {first:UInt64} AS k,
        leftPad(toString((k * 7919 + intDiv(k, {people:UInt64})) % {people:UInt64}), 7, '0') AS n,
        concat(
            if(k % 5 = 1, '\\x7B"type":"page","name":"Category"', concat(
                '\\x7B"type":"track","event":"',
                ['Product Viewed', '', 'Product Viewed', 'Order Completed', 'Product Added'][1 + k % 5], '"'
            )),
            ',"userId":"s', n, '","messageId":"made-', toString(k), '","timestamp":',
            toString({now:Int64} - toInt64(cityHash64(k) % {year:Int64})), ',"properties":',
            multiIf(
                k % 5 = 1, concat('\\x7B"path":"/c/', toString(k % 50), '","title":"Category"\\x7D'),
                k % 5 = 3, concat(
                    '\\x7B"order_id":"o', toString(k), '","revenue":', toString(5 + k % 90), '.5,"currency":"EUR"\\x7D'
                ),
                concat('\\x7B"product_id":"p', toString(k % 5000), '","price":', toString(1 + k % 90), '.5\\x7D')
            ), '\\x7D'
        ) AS event
    FROM numbers({count:UInt64})
)
GROUP BY seq
ORDER BY seq
"""


def main(people: int, events: int) -> None:
    from django.conf import settings

    from polku.kit.sql import sqlite_path

    now_ms = clock.now_ms()
    columns.open(settings.COLUMNS_URL)
    try:
        with sqlite3.connect(sqlite_path(settings.DATABASE_URL)) as database:
            database.execute("PRAGMA synchronous=OFF")
            database.execute("DELETE FROM log_batch")
            for first in range(0, events, AT_ONCE):
                given = {"first": first, "count": min(AT_ONCE, events - first), "people": people, "now": now_ms}
                rows = columns.query(PAYLOADS, {**given, "year": 365 * clock.DAY_MS}, time_limit_s=300)
                database.executemany(
                    "INSERT INTO log_batch (seq, received_ms, source, count, payload) VALUES (?, ?, 1, 100, ?)",
                    ((seq, now_ms, payload.encode()) for seq, _events, payload in rows),
                )
                database.commit()
    finally:
        columns.close()


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
