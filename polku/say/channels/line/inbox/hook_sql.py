"""Statements of the door."""

# The accounts whose webhooks are taken: a handful of rows.
ACCOUNTS = """
SELECT id, name, sealed_secret, sealed_old_secret, old_secret_until, relay_url
FROM line_account
WHERE ended_at IS NULL
"""

# What a free reply can be sent with; the same webhook again does not make it fresh. Primary key. {rows}: (%s × 4), …
REMEMBER = """
INSERT INTO line_reply_token (token, account_id, user_id, received_ms)
VALUES {rows}
ON CONFLICT (token) DO NOTHING
"""

# The same of a webhook that LINE redelivers, after which the token lives another minute, unless it was used.
REMEMBER_AGAIN = """
INSERT INTO line_reply_token (token, account_id, user_id, received_ms)
VALUES (%s, %s, %s, %s)
ON CONFLICT (token) DO UPDATE SET received_ms = excluded.received_ms
"""

# A request that is to go on. Primary key.
RELAY = """
INSERT INTO line_relay (account_id, body, signature, received_ms, due_ms, attempts, claims, trouble)
VALUES (%s, %s, %s, %s, %s, 0, 0, '')
"""

# Adds to what is known of an hour. Unique index on account and hour.
COUNT = """
INSERT INTO line_hook_hour
    (account_id, hour, requests, events, refused, unreadable, last_ms, last_refused_ms, relayed, not_relayed)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (account_id, hour) DO UPDATE
SET requests = line_hook_hour.requests + excluded.requests,
    events = line_hook_hour.events + excluded.events,
    refused = line_hook_hour.refused + excluded.refused,
    unreadable = line_hook_hour.unreadable + excluded.unreadable,
    last_ms = COALESCE(excluded.last_ms, line_hook_hour.last_ms),
    last_refused_ms = COALESCE(excluded.last_refused_ms, line_hook_hour.last_refused_ms),
    relayed = line_hook_hour.relayed + excluded.relayed,
    not_relayed = line_hook_hour.not_relayed + excluded.not_relayed
"""
