"""Statements of what people got lately. None is run once per person."""

NEWEST = "SELECT COALESCE(MAX(id), 0) FROM message_block"

# Blocks that wait, or of which something became known since then. Indexes message_block_due, message_outcome_settled.
RECENT = """
SELECT id, cause, channel, first_identity, last_identity
FROM message_block
WHERE id <= %s AND id IN (
    SELECT id
    FROM message_block
    WHERE state IN ('asked', 'claimed')
    UNION
    SELECT block_id
    FROM message_outcome
    WHERE settled_ms > %s
)
"""

# Blocks that have been asked for since. Primary key: whoever asks has the numbers to themselves until the commit.
NEWER = "SELECT id, cause, channel, first_identity, last_identity FROM message_block WHERE id > %s"

# Where blocks stand. Primary key.
STANDS = "SELECT id, first_id, state, due_ms, done, taken FROM message_block WHERE id IN ({marks})"

# Messages with rows of their own. Unique index (identity_id, cause).
ROWS = "identity_id, id, cause, channel, state, attempts, due_ms, settled_ms"
ROWS_FROM = """
message
WHERE identity_id {among}
    AND (state IN ('claimed', 'asked') OR (state IN ('sent', 'unknown') AND settled_ms > %s))
"""
