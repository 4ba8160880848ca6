"""Statements of tracking."""

# The person somebody is, as they are known now. Primary keys.
KNOWN = """
SELECT i.kind, i.value, p.email
FROM identity i
JOIN profile p ON p.id = i.profile_id
WHERE i.id = %s
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
