"""Statements of events in the column store (ClickHouse)."""

# What an event is, wherever it stands. `time` and `received` arrive as milliseconds.
COMMON = """
    name LowCardinality(String),
    identity UInt64,
    seq UInt64 CODEC(Delta, ZSTD(1)),
    nth UInt32,
    id String CODEC(ZSTD(1)),
    type LowCardinality(String),
    source UInt64 CODEC(T64, ZSTD(1)),
"""

# Parts below 64 MB are one file each, not one for every property. What an insert wrote is on the disk when it returns.
PARTS = "min_bytes_for_wide_part = 67108864, fsync_after_insert = 1, fsync_part_directory = 1"

# Every event, in the order that funnels and segments ask for. What cannot be read as a JSON object is {} here
# and stays as it came in `stories`.
EVENTS = f"""
CREATE TABLE IF NOT EXISTS events (
    {COMMON}
    time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    properties JSON(max_dynamic_paths = 256),
    context JSON(max_dynamic_paths = 64)
)
ENGINE = MergeTree
ORDER BY (name, identity, time)
SETTINGS {PARTS}
"""

# The same in the order of one person's story, with properties as the text that came. A thousand people's stories are
# taken out at a time (rules/live.py): so little else is read, and unpacked, with each.
STORIES = f"""
CREATE TABLE IF NOT EXISTS stories (
    {COMMON}
    time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    properties String CODEC(ZSTD(1)),
    context String CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (identity, time, seq, nth)
SETTINGS index_granularity = 256, min_compress_block_size = 2048, max_compress_block_size = 65536, {PARTS}
"""

# When something happened, and nothing else of it: what asks "who has done this just then" reads a few pages.
MOMENTS = f"""
CREATE TABLE IF NOT EXISTS moments (
    name LowCardinality(String),
    time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    identity UInt64,
    seq UInt64 CODEC(Delta, ZSTD(1)),
    nth UInt32
)
ENGINE = MergeTree
ORDER BY (name, time)
SETTINGS index_granularity = 1024, {PARTS}
"""

# Who joined or left a segment, when and why: the newest row of a person (by seq, nth) tells whether they are in it.
MEMBERS = f"""
CREATE TABLE IF NOT EXISTS members (
    segment UInt64,
    identity UInt64,
    seq UInt64 CODEC(Delta, ZSTD(1)),
    nth UInt32,
    is_in UInt8,
    time DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    cause LowCardinality(String),
    event LowCardinality(String),
    event_id String CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (segment, identity, seq, nth)
SETTINGS {PARTS}
"""

# The door: keeps nothing; what is inserted here goes on to the tables above.
ARRIVALS = f"""
CREATE TABLE IF NOT EXISTS arrivals (
    {COMMON}
    time_ms Int64,
    received_ms Int64,
    properties String,
    context String
)
ENGINE = Null
"""

# A cast that answers NULL instead of failing: one odd event never stops the others.
AS_PROPERTIES = "ifNull(accurateCastOrNull(properties, 'JSON(max_dynamic_paths = 256)'), '{}')"
AS_CONTEXT = "ifNull(accurateCastOrNull(context, 'JSON(max_dynamic_paths = 64)'), '{}')"
AS_EVENTS = f"""
SELECT
    name, identity, seq, nth, id, type, source,
    fromUnixTimestamp64Milli(time_ms, 'UTC') AS time,
    fromUnixTimestamp64Milli(received_ms, 'UTC') AS received,
    {AS_PROPERTIES} AS properties,
    {AS_CONTEXT} AS context
FROM """  # noqa: S608 - only our own constants
TO_EVENTS = f"CREATE MATERIALIZED VIEW IF NOT EXISTS arrivals_to_events TO events AS {AS_EVENTS} arrivals"

TO_STORIES = """
CREATE MATERIALIZED VIEW IF NOT EXISTS arrivals_to_stories TO stories AS
SELECT
    name, identity, seq, nth, id, type, source,
    fromUnixTimestamp64Milli(time_ms, 'UTC') AS time,
    fromUnixTimestamp64Milli(received_ms, 'UTC') AS received,
    properties,
    context
FROM arrivals
"""

TO_MOMENTS = """
CREATE MATERIALIZED VIEW IF NOT EXISTS arrivals_to_moments TO moments AS
SELECT
    name,
    fromUnixTimestamp64Milli(time_ms, 'UTC') AS time,
    fromUnixTimestamp64Milli(received_ms, 'UTC') AS received,
    identity, seq, nth
FROM arrivals
"""

# Only polku itself (source 0) says who is in a segment.
TO_MEMBERS = """
CREATE MATERIALIZED VIEW IF NOT EXISTS arrivals_to_members TO members AS
SELECT
    JSONExtractUInt(properties, 'segment_id') AS segment,
    identity, seq, nth,
    name = 'Segment Joined' AS is_in,
    fromUnixTimestamp64Milli(time_ms, 'UTC') AS time,
    JSONExtractString(properties, 'cause') AS cause,
    JSONExtractString(properties, 'event') AS event,
    JSONExtractString(properties, 'event_id') AS event_id
FROM arrivals
WHERE source = 0 AND name IN ('Segment Joined', 'Segment Left')
"""

MAKE = (EVENTS, STORIES, MOMENTS, MEMBERS, ARRIVALS, TO_EVENTS, TO_STORIES, TO_MOMENTS, TO_MEMBERS)
WHOLE = ("events", "stories", "moments")  # these hold every event, so each tells how far all have come
TABLES = (*WHOLE, "members")
DROP = tuple(
    f"DROP TABLE IF EXISTS {table} SYNC" for table in (*(f"arrivals_to_{to}" for to in TABLES), "arrivals", *TABLES)
)
NAMES = ("name", "identity", "seq", "nth", "id", "type", "source", "time_ms", "received_ms", "properties", "context")

# How far a table has come.
LAST = "SELECT max(seq) FROM {table}"

# Takes out what a block left that was cut off before its cursor had moved.
CUT_OFF = "DELETE FROM {table} WHERE seq > {{place:UInt64}}"
