"""The people behind each number of a breakdown, in the words of the campaign's page."""

from collections.abc import Iterator
from datetime import datetime

from polku.act.campaigns.models import Campaign
from polku.kit.arrays import Flags, np
from polku.learn.reports.breakdown.count import whole
from polku.learn.reports.breakdown.followed import followed
from polku.learn.reports.breakdown.reacted import reacted
from polku.learn.reports.campaign_people import CONVERTED, STATES, Line
from polku.learn.reports.campaigns.rule import rule_of
from polku.say.outbox import find
from polku.say.outbox.every import Every

DELIVERED = "delivered"
REACTED = ("opened", "clicked", "unsubscribed", "bounced", "complained")
KINDS = ("", *STATES, DELIVERED, *REACTED, CONVERTED)
PART = 1_000


def people(campaign: Campaign, kind: str, *, by: str, key: str, now: datetime) -> Iterator[Line]:
    """Of one group, by their messages' numbers; `kind`: one of KINDS. Raises columns.ColumnsError."""
    found = whole(campaign, by=by, now=now)
    group = next((one for one in found.groups if one.key == key), None)
    if group is None:
        return
    every = found.every
    if kind == CONVERTED:
        after = followed(every, found.people, rule_of(campaign))
        which = np.zeros(len(every.numbers), bool)
        which[after.first[after.times > 0]] = True
    else:
        which = _which(campaign, every, kind)
    numbers = every.numbers[which & group.messages].tolist()
    for start in range(0, len(numbers), PART):
        part = numbers[start : start + PART]
        messages = find.by_number(part)
        for number in part:
            if number in messages:
                one = messages[number]
                yield Line(one.identity_id, one.state, one.reason, one.settled_ms or one.asked_ms)


def _which(campaign: Campaign, every: Every, kind: str) -> Flags:
    if not kind:
        return np.ones(len(every.numbers), bool)
    if kind in STATES:
        return every.became(kind)
    did = reacted(campaign.pk, every)
    return every.became("sent") & ~did["bounced"] if kind == DELIVERED else did[kind]
