"""Statements of membership: `members` in the column store (ClickHouse), sizes in the relational one."""

# A row's place in the log as one number: comparing two takes several times as long.
_PLACE = "bitShiftLeft(seq, 20) + nth"

# {people} are our own numbers, written out: thousands of parameters would cost more than the question.
INSIDE = f"""
SELECT segment, groupArray(identity)
FROM (
    SELECT segment, identity
    FROM members
    WHERE segment IN {{{{segments:Array(UInt64)}}}} AND identity IN ({{people}})
    GROUP BY segment, identity
    HAVING argMax(is_in, {_PLACE}) = 1
)
GROUP BY segment
"""  # noqa: S608 ours
LAST_ROWS = """
SELECT segment, identity, max((seq, nth)).1, max((seq, nth)).2
FROM members
WHERE segment IN {{segments:Array(UInt64)}} AND identity IN ({people})
GROUP BY segment, identity
"""

# Who is in a segment now. One range of the order of `members`.
IN = f"""
SELECT identity
FROM members
WHERE segment = {{segment:UInt64}}
GROUP BY identity
HAVING argMax(is_in, {_PLACE}) = 1
"""  # noqa: S608 ours
SIZE = f"SELECT count() FROM ({IN})"  # noqa: S608 ours
SIZES = f"""
SELECT segment, countIf(is_in)
FROM (SELECT segment, identity, argMax(is_in, {_PLACE}) AS is_in FROM members GROUP BY segment, identity)
GROUP BY segment
"""  # noqa: S608 ours

# Everybody whose membership is not what the rule says, with the row that tells it: (0, 0) for who has none.
WRONG = """
SELECT id, wanted, newest.1, newest.2
FROM (
    SELECT id, max(is_wanted) AS wanted, max(was_in) AS is_in, max(row) AS newest
    FROM (
        SELECT id, 1 AS is_wanted, 0 AS was_in, (toUInt64(0), toUInt32(0)) AS row FROM ({wanted})
        UNION ALL
        SELECT identity AS id, 0, argMax(is_in, (seq, nth)), max((seq, nth))
        FROM members
        WHERE segment = {{segment:UInt64}}
        GROUP BY identity
    )
    GROUP BY id
)
WHERE wanted != is_in
LIMIT {{limit:UInt64}}
"""

# Under which identities something came that the reader has not passed yet. Scans one column.
AHEAD = "SELECT DISTINCT identity FROM moments WHERE seq > {place:UInt64} LIMIT 100000"

# The segments a person is in, and since when; who joined and left a segment, newest first.
OF_PERSON = """
SELECT segment, argMax(time, (seq, nth)), argMax(cause, (seq, nth))
FROM members
WHERE identity = {person:UInt64}
GROUP BY segment
HAVING argMax(is_in, (seq, nth)) = 1
ORDER BY segment
"""
HISTORY = """
SELECT identity, is_in, toUnixTimestamp64Milli(time), cause, event, event_id, seq, nth
FROM members
WHERE segment = {{segment:UInt64}}{beyond}
ORDER BY seq DESC, nth DESC
LIMIT {{limit:UInt32}}
"""
BEYOND = " AND (seq, nth) < ({seq:UInt64}, {nth:UInt32})"

# Primary key.
COUNT_ON = """
UPDATE segment
SET size = COALESCE(size, 0) + v.column2, changed_at = v.column3
FROM (VALUES {rows}) AS v
WHERE segment.id = v.column1
"""

# One row an hour. Unique index on both.
GREW = """
INSERT INTO segment_size (segment_id, at, size, joined, "left")
VALUES {rows}
ON CONFLICT (segment_id, at) DO UPDATE
SET size = EXCLUDED.size, joined = segment_size.joined + EXCLUDED.joined,
    "left" = segment_size."left" + EXCLUDED."left"
"""
