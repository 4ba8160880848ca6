"""Statements of the outbox. Every one goes over a block; none is run once per person."""

# Asks for messages; who has one of this cause stays as they are, who was erased meanwhile is asked for no more.
# Unique index (identity_id, cause); primary key of identities. {rows}: (%s), …
ASK = """
INSERT INTO message (identity_id, cause, channel, campaign_id, state, due_ms, attempts, reason, asked_ms)
SELECT v.column1, %s, %s, %s, 'asked', %s, 0, '', %s
FROM (VALUES {rows}) AS v
WHERE EXISTS (SELECT 1 FROM identity WHERE identity.id = v.column1)
ON CONFLICT (identity_id, cause) DO NOTHING
"""

# Keeps what a cause says; the first word stands. Primary key.
WORD = """
INSERT INTO message_wording (cause, subject, body, mail, purpose, topic, tracks_opens, tracks_clicks)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (cause) DO NOTHING
"""

# Takes a block of due messages, and with {states} "" also those whose claim has ended. Index message_due.
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id
    FROM message
    WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed') {states}
    ORDER BY due_ms, id
    LIMIT %s
    {lock}
)
UPDATE message
SET state = 'claimed', due_ms = %s, attempts = attempts + 1
FROM due
WHERE message.id = due.id
RETURNING message.id, message.cause, message.identity_id, message.channel, message.campaign_id, message.attempts
"""
ONLY_ASKED = "AND state = 'asked'"

# The messages of dead workers on channels that cannot drop a repeated one. Index message_due.
ENDED_CLAIMS = """
SELECT id, cause, identity_id, channel, campaign_id, attempts
FROM message
WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed') AND state = 'claimed'
ORDER BY due_ms, id
LIMIT %s
{lock}
"""

# Ends every claim: only where no other worker can be alive. Index message_due.
END_CLAIMS = """
UPDATE message
SET due_ms = %s
WHERE state IN ('asked', 'claimed') AND state = 'claimed' AND due_ms > %s
"""

# PostgreSQL: two workers never take the same row and never wait for each other; SQLite has one writer anyway.
LOCK = "FOR UPDATE SKIP LOCKED"

# Settles a block: only rows whose claim still has the number that the worker holds. Primary key. {rows}: (%s × 6), …
SETTLE = """
WITH told (id, held_attempts, state, reason, due_ms, attempts) AS (VALUES {rows})
UPDATE message
SET state = told.state,
    reason = told.reason,
    due_ms = told.due_ms,
    attempts = told.attempts,
    settled_ms = CASE WHEN told.state = 'asked' THEN NULL ELSE %s END
FROM told
WHERE message.id = told.id AND message.attempts = told.held_attempts AND message.state IN ('claimed', 'unknown')
RETURNING message.id
"""

# The people behind a block's identities, with their facts. Primary keys of both.
PEOPLE = """
SELECT i.id, i.kind, i.value, p.id, p.name, p.email, p.phone, p.traits,
       p.first_seen_ms, p.last_seen_ms, p.orders, p.revenue_minor
FROM identity i
JOIN profile p ON p.id = i.profile_id
WHERE i.id IN ({marks})
"""

# Every name of these people. Index on profile_id.
NAMES = """
SELECT profile_id, id, kind, value
FROM identity
WHERE profile_id IN ({marks})
"""

# What these identities got for these causes. Unique index (identity_id, cause).
REACHED = """
SELECT identity_id, cause, id, state, attempts
FROM message
WHERE identity_id IN ({identities}) AND cause IN ({causes})
"""

# Whether a message is due in a channel: a look without a lock, before taking one. Index message_due.
IS_DUE = """
SELECT id
FROM message
WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed')
LIMIT 1
"""

# After the clock was set back: messages that were due, or held, by the old time. Index message_due.
PULL_ALONG = """
UPDATE message
SET due_ms = due_ms - %s
WHERE state IN ('asked', 'claimed') AND due_ms > %s AND due_ms <= %s
"""
