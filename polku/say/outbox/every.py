"""All messages of a campaign at once, whatever became of them: as columns of numbers."""

from dataclasses import dataclass

from django.db import connection

from polku.kit.arrays import Flags, Numbers, np
from polku.kit.sql import marks

PART = 500  # blocks at once: 4 MB of recipients
STATES = ("asked", "claimed", "sent", "held", "failed", "unknown")
APART = len(STATES)

# Messages that have rows of their own. Index message_campaign_state.
ALONE = "SELECT identity_id, id, state, channel, COALESCE(settled_ms, asked_ms) FROM message WHERE campaign_id = %s"

# Where its blocks stand, and what became of them. Indexes message_block_campaign, message_outcome_campaign.
BLOCKS = """
SELECT id, first_id, channel, size, done, taken, state, asked_ms
FROM message_block
WHERE campaign_id = %s
ORDER BY id
"""
OUTCOMES = "SELECT block_id, state, settled_ms, places FROM message_outcome WHERE campaign_id = %s ORDER BY id"
RECIPIENTS = "SELECT block_id, identities FROM message_recipients WHERE block_id IN ({marks})"


@dataclass(frozen=True)
class Every:
    """One entry a message, by its number ascending. Shapes: all (messages,). Who was erased is not in it."""

    identities: Numbers
    numbers: Numbers
    states: Numbers  # places in STATES
    channels: Numbers  # places in `names`
    at_ms: Numbers  # when it was settled, or else asked for
    names: tuple[str, ...]

    def became(self, *states: str) -> Flags:
        return np.isin(self.states, [STATES.index(state) for state in states])


def every_of(campaign_id: int) -> Every:
    """Three questions, and one more for every half a million."""
    names: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [campaign_id])
        alone = [
            (identity, number, STATES.index(state), names.setdefault(channel, len(names)), at_ms)
            for identity, number, state, channel, at_ms in cursor.fetchall()
        ]
        parts = [np.array(alone, np.int64).reshape(-1, 5)]
        # Outcomes after blocks: what is settled in between is told by them.
        cursor.execute(BLOCKS, [campaign_id])
        blocks = cursor.fetchall()
        cursor.execute(OUTCOMES, [campaign_id])
        became: dict[int, list[tuple[str, int, Numbers]]] = {}
        for block, state, settled_ms, places in cursor.fetchall():
            became.setdefault(block, []).append((state, settled_ms, np.frombuffer(bytes(places), "<u2")))
        for start in range(0, len(blocks), PART):
            part = blocks[start : start + PART]
            cursor.execute(RECIPIENTS.format(marks=marks(len(part))), [row[0] for row in part])
            people = {number: np.frombuffer(bytes(kept), "<i8") for number, kept in cursor.fetchall()}
            for number, first_id, channel, size, done, taken, standing, asked_ms in part:
                table = np.empty((size, 5), np.int64)
                table[:, 0] = people[number]
                table[:, 1] = first_id + np.arange(size)
                table[:, 2] = STATES.index("asked")
                table[:, 3] = names.setdefault(channel, len(names))
                table[:, 4] = asked_ms
                if standing == "claimed":
                    table[done:taken, 2] = STATES.index("claimed")
                for state, settled_ms, places in became.get(number, ()):
                    table[places, 2] = STATES.index(state) if state in STATES else APART
                    table[places, 4] = settled_ms
                parts.append(table[(table[:, 0] != 0) & (table[:, 2] != APART)])
    found = np.concatenate(parts)
    found = found[np.argsort(found[:, 1], kind="stable")]
    return Every(found[:, 0], found[:, 1], found[:, 2], found[:, 3], found[:, 4], tuple(names))
