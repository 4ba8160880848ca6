"""Statements of the outbox. Every one goes over a block; none is run once per person."""

from polku.say.outbox.speed import sql as speed

# Of causes that go. Index message_wording_paused: as a rule it is empty.
GOES = "cause NOT IN (SELECT cause FROM message_wording WHERE standing = 'paused')"
# Of those, which go as fast as it goes (or at a pace, and it is their turn); one cause; with and without a campaign.
FREE = f"{GOES} AND {speed.FREE}"
GOES_NOW = f"{GOES} AND {speed.NOT_WAITING}"
OF_CAUSE = f"{GOES} AND cause = %s"
SINGLE = f"{FREE} AND campaign_id IS NULL"
OF_CAMPAIGNS = f"{FREE} AND campaign_id IS NOT NULL"

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
INSERT INTO message_wording (cause, subject, body, mail, purpose, topic, tracks_opens, tracks_clicks, link_tags,
    waits_for_store)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (cause) DO NOTHING
"""

# Takes a block of due messages, and with {states} "" also those whose claim has ended. Index message_due.
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id
    FROM message
    WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed') {states} AND {goes}
    ORDER BY due_ms, id
    LIMIT %s
    {lock}
)
UPDATE message
SET state = 'claimed', due_ms = %s, attempts = attempts + 1
FROM due
WHERE message.id = due.id
RETURNING message.id, message.cause, message.identity_id, message.channel, message.campaign_id, message.attempts,
    message.version
"""
ONLY_ASKED = "AND state = 'asked'"

# The same in two steps, for SQLite, where nobody can come between: all rows as one text, then the claim.
DUE = """
SELECT json_group_array(json_array(id, cause, identity_id, channel, campaign_id, attempts + 1, version))
FROM (
    SELECT id, cause, identity_id, channel, campaign_id, attempts, version
    FROM message
    WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed') {states} AND {goes}
    ORDER BY due_ms, id
    LIMIT %s
)
"""
TAKE = """
UPDATE message
SET state = 'claimed', due_ms = %s, attempts = attempts + 1
WHERE id IN (SELECT value FROM json_each(%s))
"""

# The messages of dead workers on channels that cannot drop a repeated one. Index message_due.
ENDED_CLAIMS = """
SELECT id, cause, identity_id, channel, campaign_id, attempts, version
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

# How many of these messages are held under one and the same claim. Primary key.
HELD_ALIKE = "SELECT COUNT(*) FROM message WHERE id {among} AND state = 'claimed' AND attempts = %s"

# Which of these messages are still held, and under which claim. Primary key.
HELD_FROM = "message WHERE id {among} AND state = 'claimed'"

# Settles some: only rows whose claim still has the number that the worker holds. Primary key. {rows}: (%s × 7), …
SETTLE = """
WITH told (id, held_attempts, state, reason, due_ms, attempts, settled_ms) AS (VALUES {rows})
UPDATE message
SET state = told.state,
    reason = told.reason,
    due_ms = told.due_ms,
    attempts = told.attempts,
    settled_ms = CASE WHEN told.state = 'asked' THEN NULL ELSE told.settled_ms END
FROM told
WHERE message.id = told.id AND message.attempts = told.held_attempts AND message.state IN ('claimed', 'unknown')
"""
RETURNING = "RETURNING message.id"

# The same for some of which the same became: it is bound once, not for each. Primary key.
SETTLE_ALIKE = """
UPDATE message
SET state = %s, reason = %s, due_ms = %s, attempts = %s, settled_ms = %s
WHERE id {among} AND attempts = %s AND state IN ('claimed', 'unknown')
"""

# Which of these messages can be settled at all, and by whom: columns, and what follows FROM. Primary key.
HOLDS = "id, attempts"
SETTLED_FROM = "message WHERE id {among} AND state IN ('claimed', 'unknown')"

# The people behind a block's identities, how many names each has, and their facts. Primary keys; index on profile_id.
PEOPLE = (
    "i.id, i.kind, i.value, p.id, p.name, p.email, p.phone, "
    "(SELECT COUNT(*) FROM identity AS n WHERE n.profile_id = p.id)"
)
FACTS = ", p.traits, p.first_seen_ms, p.last_seen_ms, p.orders, p.revenue_minor"
PEOPLE_FROM = "identity i JOIN profile p ON p.id = i.profile_id WHERE i.id {among}"

# What these people said of themselves. Primary key.
TRAITS = "id, traits"
TRAITS_FROM = "profile WHERE id {among}"

# Every name of these people. Index on profile_id.
NAMES = "profile_id, id, kind, value"
NAMES_FROM = "identity WHERE profile_id {among}"

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
WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed') AND {goes}
LIMIT 1
"""

# After the clock was set back: messages that were due, or held, by the old time. Index message_due.
PULL_ALONG = """
UPDATE message
SET due_ms = due_ms - %s
WHERE state IN ('asked', 'claimed') AND due_ms > %s AND due_ms <= %s
"""
