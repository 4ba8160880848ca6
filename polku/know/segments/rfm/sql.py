"""Statements of RFM scores in the column store (ClickHouse)."""

# Each time all scores are made is a copy: the newest counts, and stands here when all of it is there.
RFM_COPIES = """
CREATE TABLE IF NOT EXISTS rfm_copies (copy Int64, customers UInt64)
ENGINE = MergeTree
ORDER BY copy
"""
RFM = """
CREATE TABLE IF NOT EXISTS rfm (copy Int64, identity UInt64, recency UInt8, frequency UInt8, monetary UInt8)
ENGINE = MergeTree
ORDER BY (copy, identity)
"""
MAKE = (RFM_COPIES, RFM)
DROP = ("DROP TABLE IF EXISTS rfm_copies SYNC", "DROP TABLE IF EXISTS rfm SYNC")
EMPTY = ("TRUNCATE TABLE rfm_copies SYNC", "TRUNCATE TABLE rfm SYNC")

# ceil(5 × average rank / n) in whole numbers. The rank of a tie is that of its first, and half of those beside it.
SCORE = """intDiv(
    5 * (2 * rank() OVER (ORDER BY {value}) + count() OVER (PARTITION BY {value}) - 1) + 2 * count() OVER () - 1,
    2 * count() OVER ()
)"""

# Customers are those with an order that counts; the last one is that of their newest report. Scans one event name.
FILL = """
INSERT INTO rfm (copy, identity, recency, frequency, monetary)
SELECT {{copy:Int64}}, id, {recency}, {frequency}, {monetary}
FROM (
    SELECT id, orders, revenue_minor, bought
    FROM people FINAL
    LEFT ANY JOIN (
        SELECT {person} AS buyer, max(time) AS bought
        FROM events
        WHERE name = 'Order Completed' AND time <= fromUnixTimestamp64Milli({{copy:Int64}}, 'UTC')
        GROUP BY buyer
    ) AS bought ON buyer = id
    WHERE orders > 0
)
"""
FILLED = """
INSERT INTO rfm_copies (copy, customers)
SELECT {copy:Int64}, count()
FROM rfm
WHERE copy = {copy:Int64}
"""
CUSTOMERS = "SELECT count() FROM people FINAL WHERE orders > 0"
NEWEST = "SELECT copy, customers FROM rfm_copies ORDER BY copy DESC LIMIT 1"
OTHERS = (
    "DELETE FROM rfm WHERE copy != {copy:Int64}",
    "DELETE FROM rfm_copies WHERE copy != {copy:Int64}",
)
CUT_OFF = "DELETE FROM rfm WHERE copy = {copy:Int64}"

# Whoever was merged since has the better of both scores.
WHO = """(id IN (
    SELECT {person} AS person
    FROM rfm
    WHERE copy = (SELECT max(copy) FROM rfm_copies)
    GROUP BY person
    HAVING max({score}) IN {wanted}
))"""
