"""What came of each of a campaign's variants: statements."""

# Which numbers its messages have, with which wording, and when they were asked for. Index message_block_campaign.
NUMBERS = "SELECT first_id, size, version, asked_ms FROM message_block WHERE campaign_id = %s ORDER BY first_id"

# Whom each thing happened to. Index message_reaction_campaign.
REACTED = """
SELECT message_id, COALESCE(opened_ms, clicked_ms) IS NOT NULL, clicked_ms IS NOT NULL,
       unsubscribed_ms IS NOT NULL OR complained_ms IS NOT NULL
FROM message_reaction
WHERE campaign_id = %s
"""
