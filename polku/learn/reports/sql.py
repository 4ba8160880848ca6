"""What a campaign's letters have brought about, counted in the database."""

# How many messages each thing has happened to. Index message_reaction_campaign.
REACTIONS = """
SELECT COUNT(delivered_ms), COUNT(COALESCE(opened_ms, clicked_ms)), COUNT(clicked_ms),
       SUM(CASE WHEN machine_opened_ms IS NOT NULL AND opened_ms IS NULL AND clicked_ms IS NULL THEN 1 ELSE 0 END),
       COUNT(unsubscribed_ms), COUNT(bounced_ms), COUNT(complained_ms)
FROM message_reaction
WHERE campaign_id = %s
"""

# How many messages came back after the mail server had taken them. Index message_reaction_campaign.
RETURNED = """
SELECT COUNT(*)
FROM message_reaction r
LEFT JOIN message m ON m.id = r.message_id
WHERE r.campaign_id = %s AND r.bounced_ms IS NOT NULL AND COALESCE(m.state, 'sent') = 'sent'
"""

# How many messages the mail server took. Index message_campaign_state, without the rows.
SENT = """
SELECT COALESCE(SUM(count), 0)
FROM message_counted
WHERE campaign_id = %s AND state = 'sent'
"""
