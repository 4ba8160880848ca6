"""Statements of tracking."""

# A message, and the person it went to as they are known now. Primary keys.
KNOWN = """
SELECT m.campaign_id, m.channel, m.settled_ms, i.kind, i.value, p.email
FROM message m
JOIN identity i ON i.id = m.identity_id
JOIN profile p ON p.id = i.profile_id
WHERE m.id = %s
"""

# The messages of these people for these causes. Unique index on identity and cause.
MESSAGES = """
SELECT identity_id, cause, id
FROM message
WHERE identity_id IN ({identities}) AND cause IN ({causes})
"""

# What is known of these messages. Primary key.
REACTIONS = """
SELECT message_id, campaign_id, {moments}
FROM message_reaction
WHERE message_id IN ({marks})
"""

# Keeps it. Primary key. {rows}: (%s, …), …
KEEP = """
INSERT INTO message_reaction (message_id, campaign_id, {moments})
VALUES {rows}
ON CONFLICT (message_id) DO UPDATE
SET {changes}
"""

# The mail server's settings that a bounce needs.
WHO_MAY_REPORT = """
SELECT bounce_secret
FROM email_server
ORDER BY id
LIMIT 1
"""

# Lets an address be written to again. Primary key.
RELEASE = """
DELETE FROM email_suppressed
WHERE address IN ({marks})
"""
