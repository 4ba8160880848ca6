"""Statements of people in the column store (ClickHouse)."""

# One row a profile; of several the one with the highest version counts: ask with FINAL.
# `search` is name, e-mail and phone, folded; `mailbox` the number of the e-mail address as an identity, 0 without one.
PEOPLE = """
CREATE TABLE IF NOT EXISTS people (
    id UInt64,
    version UInt64 CODEC(Delta, ZSTD(1)),
    gone UInt8,
    name String CODEC(ZSTD(1)),
    email String CODEC(ZSTD(1)),
    phone String CODEC(ZSTD(1)),
    search String CODEC(LZ4),
    mailbox UInt64 CODEC(ZSTD(1)),
    orders Int64,
    revenue_minor Int64,
    first_seen DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    last_seen DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    traits JSON(max_dynamic_paths = 256)
)
ENGINE = ReplacingMergeTree(version, gone)
ORDER BY id
"""

# The door to it: keeps nothing. Traits that cannot be read as an object are {}.
ARRIVALS = """
CREATE TABLE IF NOT EXISTS people_arrivals (
    id UInt64, version UInt64, gone UInt8, name String, email String, phone String, search String,
    mailbox UInt64, orders Int64, revenue_minor Int64, first_seen_ms Int64, last_seen_ms Int64, traits String
)
ENGINE = Null
"""
AS_PEOPLE = """
SELECT
    id, version, gone, name, email, phone, search, mailbox, orders, revenue_minor,
    fromUnixTimestamp64Milli(first_seen_ms, 'UTC') AS first_seen,
    fromUnixTimestamp64Milli(last_seen_ms, 'UTC') AS last_seen,
    ifNull(accurateCastOrNull(traits, 'JSON(max_dynamic_paths = 256)'), '{}') AS traits
FROM """
TO_PEOPLE = f"CREATE MATERIALIZED VIEW IF NOT EXISTS arrivals_to_people TO people AS {AS_PEOPLE} people_arrivals"

# Identities that belong to a profile of another number than their own: those that were merged into somebody.
MOVED = """
CREATE TABLE IF NOT EXISTS moved (identity UInt64, profile UInt64, version UInt64, gone UInt8)
ENGINE = ReplacingMergeTree(version, gone)
ORDER BY identity
"""

# The same in memory: 200,000 of them take about 20 MB and 30 ms to load.
PERSONS = """
CREATE DICTIONARY IF NOT EXISTS persons (identity UInt64, profile UInt64)
PRIMARY KEY identity
SOURCE(CLICKHOUSE(QUERY 'SELECT identity, profile FROM {database}.moved FINAL'))
LAYOUT(HASHED())
LIFETIME(0)
"""
RELOAD = "SYSTEM RELOAD DICTIONARY persons"

TABLES = ("arrivals_to_people", "people_arrivals", "people", "moved", "consents")
DROP = ("DROP DICTIONARY IF EXISTS persons", *(f"DROP TABLE IF EXISTS {table} SYNC" for table in TABLES))
NAMES = (
    "id",
    "version",
    "gone",
    "name",
    "email",
    "phone",
    "search",
    "mailbox",
    "orders",
    "revenue_minor",
    "first_seen_ms",
    "last_seen_ms",
    "traits",
)
MOVED_NAMES = ("identity", "profile", "version", "gone")

# The newest row of each table; 0 where there is none.
VERSIONS = """
SELECT (SELECT max(version) FROM people), (SELECT max(version) FROM moved), (SELECT max(version) FROM consents)
"""
# {identities} are our own numbers, written out: thousands of parameters would cost more than the question.
MOVED_NOW = """
SELECT identity, profile
FROM moved FINAL
WHERE identity IN ({identities})
"""

# The relational side. Takes the next notes after a number. Primary key.
# {skip}: those that the fold has locked just now wait for the next time, so nobody waits for us while we wait for them.
TAKE = """
UPDATE people_changed
SET at_seq = -1
WHERE id IN (
    SELECT id FROM people_changed
    WHERE id > %s
    ORDER BY id
    LIMIT %s
    {skip}
)
RETURNING id
"""

# What the rows in a range of notes say now; a few more than were taken do no harm. Primary keys.
PROFILE = "p.id, p.name, p.email, p.phone, p.orders, p.revenue_minor, p.first_seen_ms, p.last_seen_ms, p.traits"
PROFILES = f"""
SELECT {PROFILE}
FROM people_changed c
JOIN profile p ON p.id = c.id
WHERE c.id BETWEEN %s AND %s
"""  # noqa: S608 - only our own constants
OWNERS = """
SELECT i.id, i.profile_id
FROM people_changed c
JOIN identity i ON i.id = c.id
WHERE c.id BETWEEN %s AND %s AND i.profile_id <> i.id
"""

# Forgets the notes that nobody has written again meanwhile. Primary key.
LET_GO = """
DELETE FROM people_changed
WHERE id IN (
    SELECT id FROM people_changed
    WHERE id BETWEEN %s AND %s AND at_seq = -1
    ORDER BY id
    {skip}
)
"""
SKIP = {"sqlite": "", "postgresql": "FOR UPDATE SKIP LOCKED"}

# Everybody, and every identity that belongs to another's profile, is out of date. Both scan.
EVERYBODY = """
INSERT INTO people_changed (id, at_seq)
SELECT id, 0 FROM profile WHERE id IS NOT NULL
ON CONFLICT (id) DO NOTHING
"""
EVERY_MOVED = """
INSERT INTO people_changed (id, at_seq)
SELECT id, 0 FROM identity WHERE profile_id <> id
ON CONFLICT (id) DO NOTHING
"""
