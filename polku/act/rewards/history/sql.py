"""Statements of imported history. Each is tested on both databases."""

# Uses at times of their own, with the code that was shown; unless they are there. Unique index on cause.
USED = """
INSERT INTO reward_movement
    (program_id, terms, identity_id, kind, lot, amount, cause, part, at_ms, money_minor, currency, store, by, code)
VALUES {rows}
ON CONFLICT (cause, identity_id, part) DO NOTHING
RETURNING id, identity_id, cause
"""
# So much less is left of each of these lots. Primary key. {rows}: (%s, %s), …
LESS = 'UPDATE reward_lot SET "left" = "left" - v.column2 FROM (VALUES {rows}) AS v WHERE reward_lot.id = v.column1'
