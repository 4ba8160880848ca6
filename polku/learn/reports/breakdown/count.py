"""A campaign's numbers, group by group."""

from dataclasses import dataclass
from datetime import datetime

from polku.act.campaigns.models import Campaign
from polku.kit.arrays import Flags, Numbers, np
from polku.know.teams.begin import the_team
from polku.learn.reports.breakdown.followed import Followed, followed
from polku.learn.reports.breakdown.groups import CHANNEL, Group, channel_title, groups
from polku.learn.reports.breakdown.reacted import reacted
from polku.learn.reports.campaigns.rule import rule_of
from polku.learn.reports.conversions import Amount
from polku.learn.reports.done import now_of
from polku.say.channels.email.channel import Email
from polku.say.outbox.every import Every, every_of
from polku.say.outbox.packed.models import MessageCounted

LARGE = 2_000  # messages: of more, only these are counted while they are on their way


@dataclass(frozen=True)
class Part:
    """Messages, one for each person; but `people` and what follows: who did what the campaign's report counts.

    None: not counted, for it is large and still on its way; or none of the channels can tell.
    """

    key: str
    title: str
    asked: int
    sent: int
    held: int
    failed: int
    unknown: int
    delivered: int | None = None  # sent, and not come back as far as anybody knows
    opened: int | None = None
    clicked: int | None = None
    unsubscribed: int | None = None
    people: int | None = None
    orders: int | None = None
    revenue: tuple[Amount, ...] = ()  # the team's currency first


@dataclass(frozen=True)
class Whole:
    """All messages of a campaign, and whose they are now."""

    every: Every
    people: Numbers
    groups: list[Group]


def whole(campaign: Campaign, *, by: str, now: datetime) -> Whole:
    """Raises columns.ColumnsError, of segments."""
    every = every_of(campaign.pk)
    people = now_of(every.identities)
    return Whole(every, people, groups(every, people, by=by, campaign=campaign, now=now))


def parts(campaign: Campaign, *, by: str, now: datetime) -> list[Part]:
    """The largest first, whoever is in no group last. Raises columns.ColumnsError."""
    found = whole(campaign, by=by, now=now)
    did, after = reacted(campaign.pk, found.every), followed(found.every, found.people, rule_of(campaign))
    counted = [_part(found.every, one, did, after) for one in found.groups]
    return sorted(counted, key=lambda one: (one.key == "" and by != CHANNEL, -one.asked, one.title))


def by_channel(campaign: Campaign) -> list[Part]:
    """Messages alone, for while it is large and on its way: one grouped query."""
    counts: dict[str, dict[str, int]] = {}
    rows = MessageCounted.objects.filter(campaign_id=campaign.pk).values_list("channel", "state", "count")
    for channel, state, count in rows:
        of = counts.setdefault(channel, {})
        of[state] = of.get(state, 0) + count
    found = [
        Part(
            channel,
            channel_title(channel),
            asked=sum(of.values()),
            sent=of.get("sent", 0),
            held=of.get("held", 0),
            failed=of.get("failed", 0),
            unknown=of.get("unknown", 0),
        )
        for channel, of in counts.items()
    ]
    return sorted(found, key=lambda one: -one.asked)


def _by_mail(every: Every) -> Flags:
    """Whose channel tells of letters that came back or were opened."""
    return np.isin(every.channels, [place for place, name in enumerate(every.names) if name == Email.name])


def _part(every: Every, group: Group, did: dict[str, Flags], after: Followed) -> Part:
    def count(which: Flags) -> int:
        return int((which & group.messages).sum())

    sent, tells = every.became("sent"), (group.messages & _by_mail(every)).any()
    theirs, all_times = group.messages[after.first], after.times
    currency = the_team().currency
    amounts = [
        Amount(name, int(minor[theirs].sum()), int(times[theirs].sum()))
        for name, (times, minor) in after.by_currency.items()
    ]
    return Part(
        group.key,
        group.title,
        asked=int(group.messages.sum()),
        sent=count(sent),
        held=count(every.became("held")),
        failed=count(every.became("failed")),
        unknown=count(every.became("unknown")),
        delivered=count(sent & ~did["bounced"]) if tells else None,
        opened=count(did["opened"]) if tells else None,
        clicked=count(did["clicked"]),
        unsubscribed=count(did["unsubscribed"]) if tells else None,
        people=int((all_times[theirs] > 0).sum()),
        orders=int(all_times[theirs].sum()),
        revenue=tuple(
            sorted((one for one in amounts if one.orders), key=lambda one: (one.currency != currency, one.currency))
        ),
    )
