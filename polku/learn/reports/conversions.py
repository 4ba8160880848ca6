"""What people did after a campaign's message was sent to them, by a goal and a time that somebody chooses."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from polku.act.campaigns.models import Campaign
from polku.kit import clock, money
from polku.kit.arrays import Numbers, np
from polku.know.teams.begin import the_team
from polku.learn.reports.done import Done, done, owned
from polku.learn.reports.outcomes import ORDERED
from polku.say.outbox.sent import Sent, sent_of

DAYS, MOST_DAYS = 7, 90


@dataclass(frozen=True)
class Amount:
    """Net of refunds."""

    currency: str
    minor: int  # smallest units
    orders: int

    @property
    def major(self) -> float:
        return money.to_major(self.minor, self.currency)


@dataclass(frozen=True)
class OfChannel:
    """What came of those messages that went by one channel."""

    channel: str
    reached: int
    people: int
    orders: int
    revenue: tuple[Amount, ...]


@dataclass(frozen=True)
class Conversions:
    """Unit: people. Denominator: who got the message. Window: `days` from each one's own send.

    It says what followed, not what the message caused. `orders`: how often, where the goal is another one.
    """

    goal: str
    days: int
    reached: int  # people as they were then, some may have merged since; once, also who got it again
    people: int  # of those reached, who did it in their window
    orders: int
    revenue: tuple[Amount, ...]  # the team's currency first
    currency: str  # the team's
    until: datetime | None = None  # when the last window closes
    channels: tuple[OfChannel, ...] = ()

    @property
    def in_team_currency(self) -> Amount:
        return next((one for one in self.revenue if one.currency == self.currency), Amount(self.currency, 0, 0))

    @property
    def share(self) -> float | None:
        """Converted among those reached; None where nobody was."""
        return self.people / self.reached if self.reached else None

    @property
    def rule(self) -> str:
        """In a sentence, for beside the number."""
        if self.goal == ORDERED:
            sentence = ngettext(
                "People who ordered within %(days)d day after the message was sent to them, out of all who got it;"
                " revenue is net of refunds.",
                "People who ordered within %(days)d days after the message was sent to them, out of all who got it;"
                " revenue is net of refunds.",
                self.days,
            )
        else:
            sentence = ngettext(
                "People of whom “%(goal)s” came within %(days)d day after the message was sent to them, out of all who"
                " got it; revenue is what these events say.",
                "People of whom “%(goal)s” came within %(days)d days after the message was sent to them, out of all who"
                " got it; revenue is what these events say.",
                self.days,
            )
        return sentence % {"days": self.days, "goal": self.goal}


def conversions(campaign: Campaign, *, goal: str = ORDERED, days: int = DAYS) -> Conversions:
    """Within so many days after each person's own send. Follows merges: a person is who they are now.

    Orders are asked of the state, any other goal of the columns: raises columns.ColumnsError then.
    """
    currency = the_team().currency
    found = _tallied(campaign, goal, days, currency)
    if found is None:
        return Conversions(goal, days, 0, 0, 0, (), currency)
    tally, until_ms = found
    sent = tally.sent
    return Conversions(
        goal,
        days,
        len(np.unique(sent.identities)),
        tally.people,
        sum(one.orders for one in tally.revenue()),
        tally.revenue(),
        currency,
        clock.from_ms(until_ms),
        tally.channels(),
    )


def converted(campaign: Campaign, *, goal: str = ORDERED, days: int = DAYS) -> list[int]:
    """The people (profiles) whom `conversions` counts, ascending. Raises columns.ColumnsError."""
    found = _tallied(campaign, goal, days, the_team().currency)
    people = found[0].who if found is not None else []
    return sorted({number for part in people for number in part.tolist()})


def _tallied(campaign: Campaign, goal: str, days: int, currency: str) -> "tuple[_Tally, int] | None":
    """And when the last window closes; None where nothing was sent."""
    launch = campaign.launched
    sent = sent_of(campaign.pk) if launch is not None else None
    if launch is None or sent is None or not len(sent.identities):
        return None
    window_ms = days * clock.DAY_MS
    until_ms = int(sent.at_ms.max()) + window_ms
    first_ms = min(clock.to_ms(launch.at), int(sent.at_ms.min()))
    tally = _Tally(sent, currency)
    for part in done(goal, since_ms=first_ms, until_ms=until_ms, currency=currency):
        tally.add(part, owned(goal, part)(sent.identities), window_ms)
    return tally, until_ms


class _Tally:
    """Adds up what was done in a window, part by part; the parts hold different people."""

    def __init__(self, sent: Sent, currency: str) -> None:
        self.sent, self.currency = sent, currency
        self.of_people: defaultdict[int, int] = defaultdict(int)  # by channel
        self.who: list[Numbers] = []
        self.sums: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])

    @property
    def people(self) -> int:
        return sum(self.of_people.values())

    def add(self, part: Done, people: Numbers, window_ms: int) -> None:
        """`people`: whose each of the messages' identities is now."""
        # Who was written to under several identities: from the first on.
        order = np.lexsort((self.sent.at_ms, people))
        reached, first = np.unique(people[order], return_index=True)
        since_ms, channels = self.sent.at_ms[order][first], self.sent.channels[order][first]
        at = np.searchsorted(reached, part.people).clip(max=len(reached) - 1)
        waited = part.at_ms - since_ms[at]
        counts = (reached[at] == part.people) & (waited >= 0) & (waited < window_ms)
        converted = np.unique(at[counts])
        self.who.append(reached[converted])
        for channel, number in _counted(channels[converted]):
            self.of_people[channel] += number
        for channel in np.unique(channels[at[counts]]).tolist():
            for place, name in enumerate(part.names):
                theirs = counts & (channels[at] == channel) & (part.currencies == place)
                if number := int(theirs.sum()):
                    entry = self.sums[channel, name]
                    entry[0] += int(part.minor[theirs].sum())
                    entry[1] += number

    def revenue(self, channel: int | None = None) -> tuple[Amount, ...]:
        """By currency: of one channel, or of all."""
        found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for (of, name), (minor, orders) in self.sums.items():
            if channel is None or of == channel:
                found[name][0] += minor
                found[name][1] += orders
        rows = [Amount(name, minor, orders) for name, (minor, orders) in found.items()]
        return tuple(sorted(rows, key=lambda one: (one.currency != self.currency, -one.orders, one.currency)))

    def channels(self) -> tuple[OfChannel, ...]:
        return tuple(
            OfChannel(
                self.sent.names[channel],
                reached,
                self.of_people[channel],
                sum(one.orders for one in self.revenue(channel)),
                self.revenue(channel),
            )
            for channel, reached in _counted(self.sent.channels)
        )


def _counted(numbers: Numbers) -> list[tuple[int, int]]:
    found, counts = np.unique(numbers, return_counts=True)
    return list(zip(found.tolist(), counts.tolist(), strict=True))
