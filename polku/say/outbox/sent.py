"""Who got a campaign's messages, and when: everybody at once, as columns of numbers."""

from dataclasses import dataclass

from django.db import connection

from polku.kit.arrays import Numbers, np
from polku.kit.sql import marks

PART = 500  # blocks at once: 4 MB of recipients

# Messages of a campaign that have rows of their own. Index message_campaign_state.
ALONE = """
SELECT identity_id, settled_ms, channel
FROM message
WHERE campaign_id = %s AND state = 'sent' AND settled_ms IS NOT NULL
"""

# Which of its blocks were sent, slice by slice. Index message_outcome_campaign.
SLICES = """
SELECT block_id, settled_ms, channel, places
FROM message_outcome
WHERE campaign_id = %s AND state = 'sent'
ORDER BY block_id
"""
RECIPIENTS = "SELECT block_id, identities FROM message_recipients WHERE block_id IN ({marks})"


@dataclass(frozen=True)
class Sent:
    """One entry a message. Shapes: all (messages,). Identities ascend; erased ones are not in it."""

    identities: Numbers
    at_ms: Numbers
    channels: Numbers  # places in `names`
    names: tuple[str, ...]


def sent_of(campaign_id: int) -> Sent:
    """Three questions, and one more for every half a million."""
    names: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [campaign_id])
        rows = [(identity, at_ms, names.setdefault(name, len(names))) for identity, at_ms, name in cursor.fetchall()]
        alone = np.array(rows, np.int64).reshape(-1, 3)
        parts: list[tuple[Numbers, int, int]] = []
        cursor.execute(SLICES, [campaign_id])
        slices = cursor.fetchall()
        blocks = sorted({row[0] for row in slices})
        people: dict[int, Numbers] = {}
        for start in range(0, len(blocks), PART):
            part = blocks[start : start + PART]
            cursor.execute(RECIPIENTS.format(marks=marks(len(part))), part)
            people |= {number: np.frombuffer(bytes(kept), "<i8") for number, kept in cursor.fetchall()}
        for block, at_ms, name, places in slices:
            taken = np.frombuffer(bytes(places), "<u2")
            parts.append((people[block][taken], at_ms, names.setdefault(name, len(names))))
    lengths = np.array([len(one) for one, _at_ms, _name in parts], np.int64)
    identities = np.concatenate([alone[:, 0], *(one for one, _at_ms, _name in parts)]).astype(np.int64)
    times = np.concatenate([alone[:, 1], np.repeat(np.array([at_ms for _one, at_ms, _n in parts], np.int64), lengths)])
    kinds = np.concatenate([alone[:, 2], np.repeat(np.array([name for _one, _a, name in parts], np.int64), lengths)])
    order = np.argsort(identities, kind="stable")
    order = order[identities[order] != 0]
    return Sent(identities[order], times[order], kinds[order], tuple(names))
