"""Which of a campaign's messages somebody reacted to: as columns beside them."""

from django.db import connection

from polku.kit.arrays import Flags, np
from polku.say.outbox.every import Every

NAMES = ("opened", "clicked", "unsubscribed", "bounced", "complained")

# Index message_reaction_campaign.
REACTED = """
SELECT message_id,
    CASE WHEN opened_ms IS NULL AND clicked_ms IS NULL THEN 0 ELSE 1 END,
    CASE WHEN clicked_ms IS NULL THEN 0 ELSE 1 END,
    CASE WHEN unsubscribed_ms IS NULL THEN 0 ELSE 1 END,
    CASE WHEN bounced_ms IS NULL THEN 0 ELSE 1 END,
    CASE WHEN complained_ms IS NULL THEN 0 ELSE 1 END
FROM message_reaction
WHERE campaign_id = %s
"""


def reacted(campaign_id: int, every: Every) -> dict[str, Flags]:
    """By name. Shapes: all (messages,)."""
    found = {name: np.zeros(len(every.numbers), bool) for name in NAMES}
    with connection.cursor() as cursor:
        cursor.execute(REACTED, [campaign_id])
        rows = np.array(cursor.fetchall(), np.int64).reshape(-1, 1 + len(NAMES))
    if not len(rows) or not len(every.numbers):
        return found
    places = np.searchsorted(every.numbers, rows[:, 0]).clip(max=len(every.numbers) - 1)
    is_there = every.numbers[places] == rows[:, 0]
    for column, name in enumerate(NAMES, 1):
        found[name][places[is_there & (rows[:, column] > 0)]] = True
    return found
