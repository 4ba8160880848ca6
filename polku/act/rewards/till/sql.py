"""Statements of the till. Each is tested on both databases."""

# How often these were wrong in their window that began after an instant. Primary key.
WRONG_OF = "SELECT key, count, last_ms FROM polku_guesses WHERE key IN ({marks}) AND last_ms > %s"

# One more wrong; a window that is over begins anew. `last_ms` is when it began. Primary key.
COUNT_WRONG = """
INSERT INTO polku_guesses AS known (key, count, last_ms, until_ms) VALUES (%s, 1, %s, 0)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.last_ms > %s THEN known.count + 1 ELSE 1 END,
    last_ms = CASE WHEN known.last_ms > %s THEN known.last_ms ELSE excluded.last_ms END
"""
