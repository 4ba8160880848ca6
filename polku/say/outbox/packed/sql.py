"""Statements of packed messages. None is run once per person."""

# Primary key.
KNOWN = "identity WHERE id {among}"

# Makes room for so many numbers of messages. SQLite: its table of numbers, which only one can write at a time.
NUMBERS_MADE = """
INSERT INTO sqlite_sequence (name, seq)
SELECT 'message', 0
WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'message')
"""
RESERVE = "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = 'message' RETURNING seq"

# PostgreSQL: nobody asks for a message between the two looks at the sequence; who claims or settles waits a moment.
LOCK_NUMBERS = "LOCK TABLE message IN SHARE ROW EXCLUSIVE MODE"
RESERVE_PG = """
SELECT setval(pg_get_serial_sequence('message', 'id'), nextval(pg_get_serial_sequence('message', 'id')) + %s - 1)
"""

ASK = """
INSERT INTO message_block
    (cause, channel, campaign_id, version, first_id, size, first_identity, last_identity, state, due_ms, planned_ms,
     claim, attempts, done, taken, asked_ms)
VALUES {rows}
"""
NUMBERED = "SELECT first_id, id FROM message_block WHERE first_id >= %s AND first_id < %s"
KEEP_RECIPIENTS = "INSERT INTO message_recipients (block_id, identities) VALUES {rows}"

# Blocks that are due, and with {states} "" also those whose claim has ended. Index message_block_due.
BLOCK = "id, cause, channel, campaign_id, version, first_id, size, state, claim, attempts, done, taken, planned_ms"
DUE = """
SELECT {block}
FROM message_block
WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed') {states}
ORDER BY due_ms, id
LIMIT %s
{lock}
"""
ONLY_ASKED = "AND state = 'asked'"
ONLY_CLAIMED = "AND state = 'claimed'"

TAKE = """
UPDATE message_block
SET state = 'claimed', due_ms = %s, claim = claim + 1, attempts = attempts + 1, taken = %s
WHERE id = %s
"""
RECIPIENTS = "SELECT block_id, identities FROM message_recipients WHERE block_id IN ({marks})"

# Which of these blocks are held, and under which claim. Primary key.
HELD = "SELECT id, claim FROM message_block WHERE id IN ({marks}) AND state = 'claimed' {lock}"

# Ends the slice in hand: the next one is due as the block was, unless it was the last. Only under the claim held.
END_SLICE = """
UPDATE message_block
SET state = CASE WHEN taken >= size THEN 'settled' ELSE 'asked' END, due_ms = planned_ms, attempts = 0, done = taken
WHERE id = %s AND claim = %s AND state = 'claimed'
RETURNING first_id, asked_ms
"""
# Puts the slice in hand back as it was, with whatever is left of its block. Only under the claim held.
PUT_OFF = """
UPDATE message_block
SET state = 'asked', due_ms = %s, attempts = 0, taken = done
WHERE id = %s AND claim = %s AND state = 'claimed'
"""
TELL = """
INSERT INTO message_outcome (block_id, cause, channel, campaign_id, version, state, reason, settled_ms, count, places)
VALUES {rows}
"""

# A message of a block as a row of its own, under the number that it had.
SET_APART = """
INSERT INTO message
    (id, identity_id, cause, channel, campaign_id, version, state, due_ms, attempts, reason, asked_ms, settled_ms)
VALUES {rows}
"""

END_CLAIMS = """
UPDATE message_block
SET due_ms = %s
WHERE state IN ('asked', 'claimed') AND state = 'claimed' AND due_ms > %s
"""
IS_DUE = """
SELECT id
FROM message_block
WHERE channel = %s AND due_ms <= %s AND state IN ('asked', 'claimed') AND {goes}
LIMIT 1
"""
PULL_ALONG = """
UPDATE message_block
SET due_ms = due_ms - %s, planned_ms = planned_ms - %s
WHERE state IN ('asked', 'claimed') AND due_ms > %s AND due_ms <= %s
"""

# Blocks of messages by number; of these people; of a campaign. Indexes first_id, message_block_people, …_campaign.
OF_NUMBER = """
SELECT {block}, due_ms, asked_ms
FROM message_block
WHERE first_id <= %s AND first_id + size > %s
ORDER BY first_id DESC
LIMIT 1
"""
OF_PERSON = """
SELECT id
FROM message_block
WHERE first_identity <= %s AND last_identity >= %s
"""
RANGES = "SELECT id, first_identity, last_identity FROM message_block"
BY_ID = "SELECT {block}, due_ms, asked_ms FROM message_block WHERE id IN ({marks}) {lock}"
OUTCOMES = "SELECT block_id, state, reason, settled_ms, places FROM message_outcome WHERE block_id IN ({marks})"
OUTCOMES_OF_CAMPAIGN = """
SELECT block_id, state, reason, count, places
FROM message_outcome
WHERE campaign_id = %s AND state <> 'apart'
ORDER BY state DESC, reason DESC, settled_ms DESC, id DESC
"""
WAITING_OF_CAMPAIGN = """
SELECT {block}, due_ms, asked_ms
FROM message_block
WHERE campaign_id = %s AND state IN ('asked', 'claimed')
ORDER BY id
"""
FORGET = "UPDATE message_recipients SET identities = %s WHERE block_id = %s"
