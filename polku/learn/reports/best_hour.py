"""Whether best hours help: those who got it at theirs beside those who got it at the usual hours, both by lot."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.timing.best.draw import BEST, TRIED, USUAL, groups
from polku.act.campaigns.timing.timing import BEST_HOUR, stored
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.learn.trials.groups import Difference
from polku.learn.trials.shares import newcombe, wilson

# Messages in blocks whose hour has come, and to whom. Indexes message_block_campaign; primary key.
CAME = """
SELECT b.first_id, r.identities
FROM message_block b
JOIN message_recipients r ON r.block_id = b.id
WHERE b.campaign_id = %s AND b.planned_ms <= %s
ORDER BY b.first_id
"""
# What was opened, or a link of it followed, by a person. Index message_reaction_campaign.
ANSWERED = """
SELECT message_id
FROM message_reaction
WHERE campaign_id = %s AND (opened_ms IS NOT NULL OR clicked_ms IS NOT NULL)
"""

FEWEST = 30  # people in each, before anything is said


@dataclass(frozen=True)
class Side:
    """`people`: whose hour has come, whether their message arrived or not."""

    people: int
    answered: int

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.answered, self.people)


@dataclass(frozen=True)
class BestHour:
    """`more`: share of the best less that of the usual; None with too few in one of them."""

    best: Side
    tried: Side
    usual: Side
    more: Difference | None


def best_hour(campaign: Campaign, *, now: datetime) -> BestHour | None:
    """None of a campaign that goes otherwise, or has not asked yet. Two queries; a million people take a second."""
    launch = campaign.launched
    if launch is None or launch.asked_at is None or stored(launch.timing).kind != BEST_HOUR:
        return None
    with connection.cursor() as cursor:
        cursor.execute(CAME, [campaign.pk, clock.to_ms(now)])
        blocks = [(first, np.frombuffer(bytes(kept), np.int64)) for first, kept in cursor.fetchall()]
        cursor.execute(ANSWERED, [campaign.pk])
        answered = np.array(cursor.fetchall(), np.int64).reshape(-1)
    people, messages = _flat(blocks)
    is_known = people != 0  # erased since
    group = groups(people[is_known], cause_of(campaign))
    did = np.isin(messages[is_known], answered)
    best, tried, usual = (Side(int((group == one).sum()), int(did[group == one].sum())) for one in (BEST, TRIED, USUAL))
    is_some = min(best.people, usual.people) >= FEWEST
    more = newcombe((usual.answered, usual.people), (best.answered, best.people)) if is_some else None
    return BestHour(best, tried, usual, more)


def _flat(blocks: list[tuple[int, Numbers]]) -> tuple[Numbers, Numbers]:
    """Identities, and the numbers of their messages."""
    if not blocks:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    people = np.concatenate([identities for _first, identities in blocks])
    messages = np.concatenate([np.arange(first, first + len(identities)) for first, identities in blocks])
    return people, messages
