"""Statements of deliveries. Every one goes over a block."""

# Asks for deliveries; what was asked for stays as it is. Unique index (webhook_id, seq, nth). {rows}: (%s × 7), …
ASK = """
INSERT INTO webhook_delivery
    (webhook_id, seq, nth, name, message_id, due_ms, asked_ms, state, attempts, claims, answer)
SELECT v.column1, v.column2, v.column3, v.column4, v.column5, v.column6, v.column7, 'asked', 0, 0, ''
FROM (VALUES {rows}) AS v
WHERE true
ON CONFLICT (webhook_id, seq, nth) DO NOTHING
"""

# Takes due deliveries of one webhook, and those whose claim has ended. Index webhook_delivery_due.
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id
    FROM webhook_delivery
    WHERE webhook_id = %s AND due_ms <= %s AND state IN ('asked', 'claimed')
    ORDER BY due_ms, id
    LIMIT %s
    {lock}
)
UPDATE webhook_delivery
SET state = 'claimed', due_ms = %s, attempts = attempts + 1, claims = claims + 1
FROM due
WHERE webhook_delivery.id = due.id
RETURNING webhook_delivery.id, webhook_id, seq, nth, name, message_id, attempts, claims
"""

# PostgreSQL: two workers never take the same row and never wait for each other; SQLite has one writer anyway.
LOCK = "FOR UPDATE SKIP LOCKED"

# Whether a webhook has anything due: a look without a lock, before taking one. Index webhook_delivery_due.
IS_DUE = """
SELECT id
FROM webhook_delivery
WHERE webhook_id = %s AND due_ms <= %s AND state IN ('asked', 'claimed')
LIMIT 1
"""

# Settles one attempt: only while the claim still has the number that the worker holds. Primary key.
SETTLE = """
UPDATE webhook_delivery
SET state = %s, due_ms = %s, status = %s, answer = %s, took_ms = %s, settled_ms = %s
WHERE id = %s AND claims = %s AND state = 'claimed'
"""

# The deliveries that were asked for before an instant, the oldest first. Index webhook_delivery_age.
FORGET_OLD = """
DELETE FROM webhook_delivery
WHERE id IN (SELECT id FROM webhook_delivery WHERE asked_ms < %s ORDER BY asked_ms LIMIT %s)
"""

# How many deliveries of each webhook are in each state. Index webhook_delivery_state, without the rows.
COUNTS = """
SELECT webhook_id, state, COUNT(*)
FROM webhook_delivery
{which}
GROUP BY webhook_id, state
"""
