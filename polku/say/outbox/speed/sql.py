"""Statements of paces. The table has a row for each cause that is on its way at a pace: as a rule none."""

# Causes without a pace of their own; those of which nothing may leave yet are not due.
FREE = "cause NOT IN (SELECT cause FROM message_pace)"
NOT_WAITING = "cause NOT IN (SELECT cause FROM message_pace WHERE next_us > %s)"

# The buckets from which something may be taken, held until the claim is written.
FULL = """
SELECT cause, per_hour, next_us
FROM message_pace
WHERE next_us <= %s
ORDER BY next_us, cause
{lock}
"""
TAKE = "UPDATE message_pace SET next_us = %s WHERE cause = %s"

# Of causes of which nothing waits. Rides message_due and message_block_due.
OVER = """
DELETE FROM message_pace
WHERE cause NOT IN (SELECT cause FROM message WHERE state IN ('asked', 'claimed'))
    AND cause NOT IN (SELECT cause FROM message_block WHERE state IN ('asked', 'claimed'))
"""

# After the clock was set back.
PULL_ALONG = "UPDATE message_pace SET next_us = next_us - %s WHERE next_us > %s"
