"""How far a campaign has come."""

from dataclasses import dataclass

from django.db import connection

from polku.act.campaigns.models import Campaign
from polku.say.outbox.reasons import sentence

# Messages of a campaign by state and reason. Rides message_campaign_state alone, without the rows.
COUNT = """
SELECT state, reason, COUNT(*)
FROM message
WHERE campaign_id = %s
GROUP BY state, reason
"""


@dataclass(frozen=True)
class Reason:
    """So many messages ended, or wait, for this reason. `reason` is a sentence in the reader's language."""

    state: str
    reason: str
    count: int


@dataclass(frozen=True)
class Progress:
    """Messages, not people's reactions. `asked` is all of them; the others add up to it."""

    asked: int
    waiting: int
    claimed: int
    sent: int
    held: int
    failed: int
    unknown: int
    reasons: tuple[Reason, ...]  # of those not sent, the most frequent first

    @property
    def settled(self) -> int:
        return self.sent + self.lost

    @property
    def lost(self) -> int:
        """Settled, and as far as anybody knows not arrived."""
        return self.held + self.failed + self.unknown

    @property
    def is_in_vain(self) -> bool:
        """Everything is settled, and nothing of it has arrived."""
        return not self.sent and self.settled == self.asked


def progress(campaign: Campaign) -> Progress:
    """One grouped query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [campaign.pk])
        rows = [(state, reason, int(count)) for state, reason, count in cursor.fetchall()]
    totals = dict.fromkeys(("asked", "claimed", "sent", "held", "failed", "unknown"), 0)
    for state, _reason, count in rows:
        totals[state] += count
    reasons = sorted(
        (Reason(state, sentence(reason), count) for state, reason, count in rows if reason),
        key=lambda one: (-one.count, one.state, one.reason),
    )
    return Progress(
        asked=sum(totals.values()),
        waiting=totals["asked"],
        claimed=totals["claimed"],
        sent=totals["sent"],
        held=totals["held"],
        failed=totals["failed"],
        unknown=totals["unknown"],
        reasons=tuple(reasons),
    )


def state_of(campaign: Campaign, *, done: Progress) -> str:
    """draft → asking → sending → done; `trouble` while the audience cannot be found."""
    launch = campaign.launched
    if launch is None:
        return "draft"
    if launch.asked_at is None:
        return "trouble" if launch.trouble else "asking"
    return "sending" if done.settled < done.asked else "done"
