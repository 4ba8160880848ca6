"""How far a campaign has come."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.rounds import falls_back
from polku.say.outbox.of_many import of_many
from polku.say.outbox.packed.models import MessageCounted
from polku.say.outbox.reasons import is_out_of_reach

# Messages of a campaign by state and reason. Rides message_campaign_state, without the rows, and its like of blocks.
COUNT = """
SELECT state, reason, SUM(count)
FROM message_counted
WHERE campaign_id = %s
GROUP BY state, reason
"""


@dataclass(frozen=True)
class Reason:
    """So many messages ended, or wait, for this reason. `reason` is a sentence in the reader's language."""

    state: str
    reason: str
    count: int
    kept: str = ""  # as a row keeps it: one of those that this sentence is for


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
    out_of_reach: int  # of those held: no address, no consent; nothing to mend
    reasons: tuple[Reason, ...]  # of those not sent, and of those that cost nothing; the most frequent first

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
    told: Counter[tuple[str, str]] = Counter()
    kept: dict[tuple[str, str], str] = {}
    for state, reason, count in rows:
        if reason:
            which = state, of_many(reason)
            told[which] += count
            kept.setdefault(which, reason)
    reasons = sorted(
        (Reason(*which, count, kept[which]) for which, count in told.items()),
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
        out_of_reach=sum(count for state, reason, count in rows if state == "held" and is_out_of_reach(reason)),
        reasons=tuple(reasons),
    )


def alike(campaign: Campaign, reason: str) -> list[str]:
    """All reasons of a campaign that are told by the same sentence as this one."""
    rows = MessageCounted.objects.filter(campaign_id=campaign.pk).exclude(reason="")
    wanted = of_many(reason)
    return [one for one in rows.values_list("reason", flat=True).distinct() if of_many(one) == wanted]


def state_of(campaign: Campaign, *, done: Progress) -> str:
    """draft → asking → sending → done; `trouble` while the audience cannot be found; `paused` by somebody.

    `testing`: who is on trial has their message, and the others wait for the better one. `following`: everybody has
    theirs, and who does not react is going to get it by another channel.
    """
    launch = campaign.launched
    if launch is None:
        return "draft"
    if launch.asked_at is None and launch.paused_at is None:
        return "trouble" if launch.trouble else "asking"
    if done.settled == done.asked and launch.asked_at is not None:
        if launch.stopped_at is not None:
            return "done"
        if campaign.tried is not None and campaign.tried.is_open:
            return "testing"
        return "following" if launch.fallback_over_at is None and falls_back(campaign) else "done"
    return "paused" if launch.paused_at is not None else "sending"
