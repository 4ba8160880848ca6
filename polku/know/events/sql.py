"""Statements of the log."""

# One batch. `seq` is the next whole number. Primary key.
APPEND = """
INSERT INTO log_batch (received_ms, source, count, payload)
VALUES (%s, %s, %s, %s)
"""

# Several batches in one statement: one step of the database library instead of one each. {rows}: (%s, %s, %s, %s), …
APPEND_MANY = """
INSERT INTO log_batch (received_ms, source, count, payload)
VALUES {rows}
"""
APPEND_NUMBERED = f"{APPEND_MANY} RETURNING seq"

# An event that was not accepted. Index on received_ms.
REFUSE = """
INSERT INTO log_refusal (received_ms, source, reason, detail, event)
VALUES (%s, %s, %s, %s, %s)
"""

# Forgets all but the newest refusals. Primary key.
FORGET_REFUSALS = """
DELETE FROM log_refusal
WHERE id <= (SELECT MAX(id) FROM log_refusal) - %s
"""

# The next batches after a place, with what to step over, without what is in them. Primary keys of both tables.
READ = """
SELECT b.seq, b.received_ms, b.source, b.count, LENGTH(b.payload), d.indexes
FROM log_batch b
LEFT JOIN log_duplicate d ON d.seq = b.seq
WHERE b.seq > %s AND b.seq <= %s
ORDER BY b.seq
LIMIT %s
"""

# What is in some batches. Primary key.
PAYLOADS = "SELECT seq, payload FROM log_batch WHERE seq IN ({marks})"

# Moves a reader on; in the transaction of its work. Primary key.
MOVE = """
UPDATE log_cursor
SET seq = %s, moved_ms = %s, trouble = '', trouble_since_ms = NULL
WHERE reader = %s
"""

# Puts a new reader at the beginning. Primary key.
PLACE = """
INSERT INTO log_cursor (reader, seq, moved_ms, trouble, note)
VALUES (%s, %s, %s, '', '')
ON CONFLICT (reader) DO NOTHING
"""

# PostgreSQL: takes a transaction number before `seq` is drawn, so that `settled` can tell whether a gap may still fill.
TAKE_XID = "SELECT pg_current_xact_id()"

# PostgreSQL: the sequence numbers after a place, to find gaps. Primary key.
SEQS_AFTER = """
SELECT seq
FROM log_batch
WHERE seq > %s
ORDER BY seq
LIMIT %s
"""

# PostgreSQL: the oldest transaction still running, and the next to begin.
SNAPSHOT = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text"

# The newest batch. Primary key.
LAST = "SELECT COALESCE(MAX(seq), 0) FROM log_batch"

# PostgreSQL: one worker at a time carries a reader on; the lock goes with the session, should the worker die.
TRY_LOCK = "SELECT pg_try_advisory_lock(%s)"
LOCK = "SELECT pg_advisory_lock(%s)"
UNLOCK = "SELECT pg_advisory_unlock(%s)"

# Why a reader stands still, once for each new reason. Primary key.
STAND_STILL = """
UPDATE log_cursor
SET trouble = %s, trouble_since_ms = %s
WHERE reader = %s AND trouble <> %s
"""

# Where every reader stands. A handful of rows.
PLACES = "SELECT reader, seq, trouble FROM log_cursor"

# How many batches come after a place (no more than 100,000 are counted), and since when the oldest waits. Primary key.
WAITING = """
SELECT COUNT(*), MIN(received_ms)
FROM (
    SELECT received_ms
    FROM log_batch
    WHERE seq > %s
    ORDER BY seq
    LIMIT 100000
) AS waiting
"""

# How many batches come after a place, no further than another, and how many events they hold; so many are counted.
# Primary key; payloads are not read.
WAITING_EVENTS = """
SELECT COUNT(*), COALESCE(SUM(count), 0)
FROM (
    SELECT count
    FROM log_batch
    WHERE seq > %s AND seq <= %s
    ORDER BY seq
    LIMIT %s
) AS waiting
"""

# When the next batch after a place came. Primary key.
OLDEST = """
SELECT received_ms
FROM log_batch
WHERE seq > %s
ORDER BY seq
LIMIT 1
"""

# The last batches after a place, newest first, without what is in them; from this source number on (0: polku's own
# too). Not those of which everything was forgotten: {"batch":[null,null]}. Primary key; payloads are not read.
NEWEST = """
SELECT seq, count
FROM log_batch
WHERE seq > %s AND source >= %s AND LENGTH(payload) > 5 * count + 11
ORDER BY seq DESC
LIMIT %s
"""

# Some batches, newest first, with what to step over. Primary keys of both tables.
SOME = """
SELECT b.seq, b.count, b.received_ms, b.source, b.payload, d.indexes
FROM log_batch b
LEFT JOIN log_duplicate d ON d.seq = b.seq
WHERE b.seq IN ({marks})
ORDER BY b.seq DESC
"""
