"""Statements of tallies."""

# Adds to one minute's count of one source. Unique index on (minute, source).
ADD = """
INSERT INTO tally_minute (minute, source, events)
VALUES (%s, %s, %s)
ON CONFLICT (minute, source) DO UPDATE SET events = tally_minute.events + EXCLUDED.events
"""

# Counts by minute, all sources together. Unique index on (minute, source).
MINUTES = """
SELECT minute, SUM(events)
FROM tally_minute
WHERE minute > %s AND minute <= %s
GROUP BY minute
"""
