"""Statements of consent in the column store (ClickHouse), and where it comes from."""

# Of one length: a saying is what stands at one place in each.
LISTS = {
    "numbers": "UInt64",
    "kinds": "LowCardinality(String)",
    "purposes": "LowCardinality(String)",
    "channels": "LowCardinality(String)",
    "topics": "LowCardinality(String)",
    "said_ms": "Int64",
    "until_ms": "Int64",
}
_LISTS = ", ".join(LISTS)

# What was said under one identity, as far as it can still decide. An identity without
# sayings has no row. Of several rows the one with the highest version counts.
CONSENTS = f"""
CREATE TABLE IF NOT EXISTS consents (
    identity UInt64,
    version UInt64 CODEC(Delta, ZSTD(1)),
    gone UInt8,
    written_ms Int64 CODEC(Delta, ZSTD(1)),
    {", ".join(f"{name} Array({kind}) CODEC(ZSTD(1))" for name, kind in LISTS.items())}
)
ENGINE = ReplacingMergeTree(version, gone)
ORDER BY identity
"""
NAMES = ("identity", "version", "gone", "written_ms", *LISTS)

# A mailbox that two share is nobody's identity, or one's only; what it said of e-mail counts for all who are written to
# there. `only`: the channel for which a row counts, "" for all.
SAID = f"""(
    SELECT identity, '' AS only, written_ms, {_LISTS}
    FROM consents FINAL
    UNION ALL
    SELECT sharing.id AS identity, 'email' AS only, written_ms, {_LISTS}
    FROM (
        SELECT id, mailbox
        FROM people FINAL
        WHERE mailbox != 0 AND dictGetOrDefault('persons', 'profile', mailbox, mailbox) != id
    ) AS sharing
    INNER JOIN (
        SELECT identity, written_ms, {_LISTS}
        FROM consents FINAL
        WHERE identity IN (
            SELECT mailbox
            FROM people FINAL
            WHERE mailbox != 0 AND dictGetOrDefault('persons', 'profile', mailbox, mailbox) != id
        )
    ) AS theirs ON theirs.identity = sharing.mailbox
)"""  # noqa: S608 ours

# The same for a few people, under their own numbers: a table in memory (rules/live.py).
FEW = f"""
CREATE TABLE {{copy}}_consents (
    identity UInt64, only String, written_ms Int64, {", ".join(f"{name} Array({kind})" for name, kind in LISTS.items())}
)
ENGINE = Memory
"""
FEW_NAMES = ("identity", "only", "written_ms", *LISTS)

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
