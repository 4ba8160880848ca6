"""Statements of the relay."""

# The accounts with something waiting. Index line_relay_order.
WAITING = "SELECT DISTINCT account_id FROM line_relay"

# When the oldest of one account may go. Index line_relay_order.
HEAD = """
SELECT due_ms
FROM line_relay
WHERE account_id = %s
ORDER BY id
LIMIT 1
"""

# Takes the oldest ones of an account; where another worker has them, none. Index line_relay_order.
CLAIM = """
UPDATE line_relay
SET due_ms = %s, claims = claims + 1
WHERE id IN (SELECT id FROM line_relay WHERE account_id = %s ORDER BY id LIMIT %s) AND due_ms <= %s
RETURNING id, body, signature, received_ms, attempts, claims
"""

# Gone on, or given up. Primary key.
DONE = "DELETE FROM line_relay WHERE id = %s AND claims = %s"

# To be tried again; those behind it are let go of. Primary key.
AGAIN = """
UPDATE line_relay
SET due_ms = %s, attempts = attempts + %s, trouble = %s
WHERE id = %s AND claims = %s
"""
