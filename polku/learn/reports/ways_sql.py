"""What came of a campaign by channel and round: statements."""

# Index message_campaign_state, and its like of blocks.
COUNTED = """
SELECT cause, channel, state, SUM(count)
FROM message_counted
WHERE campaign_id = %s
GROUP BY cause, channel, state
"""

# Which numbers its messages have. Index message_block_campaign.
BLOCKS = "SELECT first_id, size, cause, channel FROM message_block WHERE campaign_id = %s ORDER BY first_id"

# What a person did with them. Index message_reaction_campaign.
REACTED = """
SELECT message_id, CASE WHEN COALESCE(opened_ms, clicked_ms) IS NULL THEN 0 ELSE 1 END,
       CASE WHEN clicked_ms IS NULL THEN 0 ELSE 1 END
FROM message_reaction
WHERE campaign_id = %s
"""
