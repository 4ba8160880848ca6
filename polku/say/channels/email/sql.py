"""Statements of e-mail."""

# Which of these addresses must not be written to, and why. Primary key.
SUPPRESSED = """
SELECT address, why, sentence
FROM email_suppressed
WHERE address IN ({marks})
"""

# Suppresses addresses; the first reason stands. Primary key. {rows}: (%s, %s, %s, %s), …
SUPPRESS = """
INSERT INTO email_suppressed (address, why, sentence, at_ms)
VALUES {rows}
ON CONFLICT (address) DO NOTHING
"""
