"""Statements of what has been followed. None is run once per person."""

# Outcomes of a cause that nobody has followed yet: of those sent, the ones of before. Index message_outcome_campaign.
OUTCOMES = """
SELECT o.id, o.block_id, b.first_id, o.version, o.channel, o.state, o.reason, o.places
FROM message_outcome o
JOIN message_block b ON b.id = o.block_id
WHERE o.campaign_id = %s AND o.cause = %s AND (o.state IN ('failed', 'held') OR o.state = 'sent' AND o.settled_ms <= %s)
    AND NOT EXISTS (SELECT 1 FROM message_followed_outcome f WHERE f.outcome_id = o.id)
ORDER BY o.id
LIMIT %s
"""

# The same of messages that have rows of their own. Index message_campaign_state.
MESSAGES = """
SELECT m.id, m.identity_id, m.version, m.channel, m.state, m.reason
FROM message m
WHERE m.campaign_id = %s AND m.cause = %s AND (m.state IN ('failed', 'held') OR m.state = 'sent' AND m.settled_ms <= %s)
    AND NOT EXISTS (SELECT 1 FROM message_followed f WHERE f.message_id = m.id)
ORDER BY m.id
LIMIT %s
"""

# Marks them; whoever finds one marked has come too late.
MARK_OUTCOMES = "INSERT INTO message_followed_outcome (outcome_id) VALUES {rows} ON CONFLICT (outcome_id) DO NOTHING"
MARK_MESSAGES = "INSERT INTO message_followed (message_id, is_asked) VALUES {rows} ON CONFLICT (message_id) DO NOTHING"

# Of which of these messages somebody did something. Primary key.
REACTED = "message_reaction WHERE message_id {among} AND ({did})"
