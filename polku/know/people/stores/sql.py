"""Statements of stores. {rows} are rows of values (kit/bulk.py)."""

# Who was where, once each. Unique index of the pair.
KEEP = """
INSERT INTO store_visit (identity_id, store)
VALUES {rows}
ON CONFLICT (identity_id, store) DO NOTHING
"""
