"""Statements of the paper channel."""

# The copies of a block; a key that is there already stays as it was. Unique index on key. {rows}: (%s, …), …
WRITE = """
INSERT INTO paper_copy (key, campaign_id, identity_id, address, subject, text, at)
VALUES {rows}
ON CONFLICT (key) DO NOTHING
"""
