"""Statements of consent in the column store (ClickHouse), and where it comes from.

What decides is the newest saying, and of two at one instant the refusal (standing.rank). So a saying is one number
here, twice its instant, and one more where it refuses: the largest number decides, and its last bit tells how.
"""

# What was said under one identity. `ranks` are of given and withdrawn consents, `abouts` of what they are, each a hash
# of purpose, channel and topic; the newest pause or its end stands by itself, with 0 as `pause_number` for none.
COLUMNS = {
    "abouts": "Array(UInt64)",
    "ranks": "Array(Int64)",
    "pause_rank": "Int64",
    "pause_number": "UInt64",
    "pause_ends_ms": "Int64",
}
_COLUMNS = ", ".join(COLUMNS)

# An identity without sayings has no row. Of several rows the one with the highest version counts.
CONSENTS = f"""
CREATE TABLE IF NOT EXISTS consents (
    identity UInt64,
    version UInt64 CODEC(Delta, ZSTD(1)),
    gone UInt8,
    written_ms Int64 CODEC(Delta, ZSTD(1)),
    {", ".join(f"{name} {kind} CODEC(ZSTD(1))" for name, kind in COLUMNS.items())}
)
ENGINE = ReplacingMergeTree(version, gone)
ORDER BY identity
"""
NAMES = ("identity", "version", "gone", "written_ms", *COLUMNS)

# For questions: what was said under people's own identities …
OWN = f"(SELECT identity, written_ms, {_COLUMNS} FROM consents FINAL)"  # noqa: S608 ours
# … and, for e-mail only, in a mailbox that two share. It is nobody's identity, or one's only; what was said there
# counts for all who are written to there.
SHARED = f"""(
    SELECT sharing.id AS identity, theirs.written_ms AS written_ms, {_COLUMNS}
    FROM (SELECT * FROM consents FINAL) AS theirs
    INNER JOIN (
        SELECT id, mailbox
        FROM people FINAL
        WHERE mailbox != 0 AND dictGetOrDefault('persons', 'profile', mailbox, mailbox) != id
    ) AS sharing ON sharing.mailbox = theirs.identity
)"""  # noqa: S608 ours

# The same for a few people, under their own numbers: a table in memory (rules/live.py).
FEW = f"""
CREATE TABLE {{copy}}_consents (
    identity UInt64, is_shared UInt8, written_ms Int64, {", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}
)
ENGINE = Memory
"""
FEW_NAMES = ("identity", "is_shared", "written_ms", *COLUMNS)

# Which of these identities have a row. {identities} are our own numbers, written out.
THERE = "SELECT identity FROM consents FINAL WHERE identity IN ({identities})"

# The relational side: what was said under the identities in a range of notes. Primary key, index consent_identity.
NOTED = """
SELECT s.identity_id, s.kind, s.purpose, s.channel, s.topic, s.at_ms, s.until_ms, s.id
FROM people_changed c
JOIN consent s ON s.identity_id = c.id
WHERE c.id BETWEEN %s AND %s
"""

# Every identity under which something was said is out of date. Scans.
EVERY_ONE = """
INSERT INTO people_changed (id, at_seq)
SELECT DISTINCT identity_id, 0 FROM consent WHERE true
ON CONFLICT (id) DO NOTHING
"""
