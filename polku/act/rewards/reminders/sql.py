"""Statements of reminders; tested on both databases."""

# Lots of some terms with something left that end after an instant (or at it, behind a lot) and before another one.
# Index reward_lot_until.
ENDING = """
SELECT id, identity_id, until_ms
FROM reward_lot
WHERE "left" > 0 AND until_ms >= %s AND until_ms <= %s AND NOT (until_ms = %s AND id <= %s)
    AND program_id = %s AND terms = %s
ORDER BY until_ms, id LIMIT %s
"""
