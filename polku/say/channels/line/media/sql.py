"""Statements of media."""

# Takes what is due, and what was claimed by who is no more. Index line_media_due.
CLAIM = """
UPDATE line_media
SET due_ms = %s, attempts = attempts + 1, claims = claims + 1
WHERE id IN (
    SELECT id
    FROM line_media
    WHERE state = 'asked' AND due_ms <= %s
    ORDER BY due_ms, id
    LIMIT %s
    {lock}
) AND state = 'asked' AND due_ms <= %s
RETURNING id, account_id, message_id, attempts, claims, asked_ms
"""
LOCK = "FOR UPDATE SKIP LOCKED"  # PostgreSQL; SQLite has one writer anyway

# What came of it, while the claim is still the one that the worker holds. Primary key.
SETTLE = """
UPDATE line_media
SET state = %s, due_ms = %s, name = %s, content_type = %s, bytes = %s, trouble = %s, settled_ms = %s
WHERE id = %s AND claims = %s AND state = 'asked'
"""
