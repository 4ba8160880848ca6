"""Statements of forgetting."""

# Batches with what to step over: by number, between two places, and those that hold repeated events. Primary keys.
BATCHES = """
SELECT b.seq, b.received_ms, b.source, b.payload, d.indexes
FROM log_batch b
LEFT JOIN log_duplicate d ON d.seq = b.seq
WHERE b.seq IN ({marks})
ORDER BY b.seq
"""
BETWEEN = """
SELECT b.seq, b.received_ms, b.source, b.payload, d.indexes
FROM log_batch b
LEFT JOIN log_duplicate d ON d.seq = b.seq
WHERE b.seq > %s AND b.seq <= %s
ORDER BY b.seq
LIMIT %s
"""
REPEATED = """
SELECT b.seq, b.received_ms, b.source, b.payload, d.indexes
FROM log_duplicate d
JOIN log_batch b ON b.seq = d.seq
WHERE d.seq > %s AND d.seq <= %s
ORDER BY d.seq
LIMIT %s
"""

# Puts another payload in the place of a batch's. Primary key.
REWRITE = "UPDATE log_batch SET payload = %s WHERE seq = %s"

# Forgets the ids of events; only where the second hash is the same. Primary key. {rows}: (%s, %s), …
UNSEE = """
DELETE FROM log_seen
WHERE (hash, check_hash) IN (VALUES {rows})
"""

# Repeated events of a batch that are forgotten need not be stepped over. Primary key.
STEP_OVER = "UPDATE log_duplicate SET indexes = %s WHERE seq = %s"
STEP_OVER_NONE = "DELETE FROM log_duplicate WHERE seq = %s"

# Column store. What is going, while it goes: in memory only, never in the text of a question or a mutation.
GOING = (
    "CREATE TABLE IF NOT EXISTS going_people (identity UInt64, public String, value String) ENGINE = Memory",
    "CREATE TABLE IF NOT EXISTS going_events (seq UInt64, nth UInt32) ENGINE = Memory",
)
NOTHING_GOES = ("TRUNCATE TABLE IF EXISTS going_people", "TRUNCATE TABLE IF EXISTS going_events")

# Where the events of those who go stand: ranges of the order of `stories`.
PLACES = """
SELECT seq, nth
FROM stories
WHERE identity IN (SELECT identity FROM going_people) AND seq <= {end:UInt64}
"""

# What polku itself noted about others and names one of them.
NAMED = """
SELECT seq, nth
FROM stories
WHERE source = 0 AND name IN ('Profiles Merged', 'Merge Undone', 'Merge Redone') AND seq <= {end:UInt64}
AND identity NOT IN (SELECT identity FROM going_people)
AND (
    hasAny(
        arrayMap(pair -> pair[2], JSONExtract(properties, 'identities', 'Array(Array(String))')),
        (SELECT groupArray(value) FROM going_people)
    )
    OR arrayExists(number -> position(properties, number) > 0, (SELECT groupArray(public) FROM going_people))
)
"""

# Identify and alias events under some identities, less those that go; and the times of all others.
SAYINGS = """
SELECT seq, nth
FROM stories
WHERE identity IN ({identities}) AND type IN ('identify', 'alias') AND source <> 0 AND seq <= {{end:UInt64}}
"""
TIMES = """
SELECT identity, toUnixTimestamp64Milli(min(time)), toUnixTimestamp64Milli(max(time))
FROM stories
WHERE identity IN ({identities}) AND type <> 'identify' AND source <> 0 AND seq <= {{end:UInt64}}
AND (seq, nth) NOT IN (SELECT seq, nth FROM going_events)
GROUP BY identity
"""

# All that was said of some orders, by whomever.
ORDERS = """
SELECT seq, nth
FROM events
WHERE name IN ('Order Completed', 'Order Updated', 'Order Refunded', 'Order Cancelled') AND seq <= {{end:UInt64}}
AND (trim(toString(properties.order_id)) IN ({marks}) OR trim(toString(properties.orderId)) IN ({marks}))
"""
