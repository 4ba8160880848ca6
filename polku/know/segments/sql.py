"""Statements of the relational side that touch many rows."""

# Puts people on a list; who stands there already stays. Unique index on both.
PUT = """
INSERT INTO segment_list_member (segment_id, identity_id, added_at)
VALUES {rows}
ON CONFLICT (segment_id, identity_id) DO NOTHING
"""
