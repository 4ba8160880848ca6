"""Statements of stores. {rows} are rows of values (kit/bulk.py)."""

# Who was where, once each, and the last day of it. Unique index of the pair; written at most once a day for a pair.
KEEP = """
INSERT INTO store_visit (identity_id, store, day)
VALUES {rows}
ON CONFLICT (identity_id, store) DO UPDATE SET day = excluded.day WHERE excluded.day > store_visit.day
"""

# Where these people were, and when last. Indexes identity.profile_id, store_visit_once.
VISITS = "i.profile_id, v.day, v.store"
VISITS_FROM = "identity AS i JOIN store_visit AS v ON v.identity_id = i.id WHERE i.profile_id {among}"
# The same of everybody: of many it is quicker to read the smaller table through.
ALL_VISITS = "store_visit AS v JOIN identity AS i ON i.id = v.identity_id"
