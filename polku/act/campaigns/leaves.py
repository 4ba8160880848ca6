"""got_campaign, opened_campaign, clicked_campaign: what became of a campaign's message to somebody. For rules.

Only what polku itself has appended counts, and only what a person did: as the campaign's own page counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.know.events.append import INTERNAL
from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf
from polku.know.rules.durations import in_the_last, read_duration

GOT, OPENED, CLICKED = "got_campaign", "opened_campaign", "clicked_campaign"
EVENTS = {GOT: "Message Sent", OPENED: "Message Opened", CLICKED: "Message Clicked"}
CAMPAIGN = "ifNull(toInt64OrNull(toString(properties.campaign_id)), 0) = {campaign}"
BY_A_PERSON = "NOT ifNull(properties.machine.:Bool, false)"

# Rides the order of `events`: (name, identity, time).
WHO = """
SELECT {person}
FROM {events}
WHERE name = {name} AND source = {ours} AND time >= {since} AND time <= {now} AND {campaign} AND {by}
"""
# The same, less the clicks of which it turned out later that a program made them (machine.py, Bursts): `since_ms` of
# the click that told so is when its burst began.
WHO_CLICKED = """
SELECT person
FROM (
    SELECT
        {person} AS person,
        groupArrayIf(toUnixTimestamp64Milli(time), {by}) AS clicks,
        groupArrayIf(
            (assumeNotNull(properties.since_ms.:Int64), toUnixTimestamp64Milli(time)),
            NOT {by} AND properties.since_ms.:Int64 IS NOT NULL
        ) AS bursts
    FROM {events}
    WHERE name = {name} AND source = {ours} AND time <= {now} AND {campaign}
    GROUP BY person, ifNull(properties.message_id.:Int64, 0)
)
WHERE arrayExists(
    at -> at >= toUnixTimestamp64Milli({since}) AND NOT arrayExists(burst -> burst.1 <= at AND at <= burst.2, bursts),
    clicks
)
"""
NOW = "fromUnixTimestamp64Milli({now:Int64}, 'UTC')"

# For whom one of these has fallen out of the window, or, dated ahead, has become true. Rides `moments`: (name, time).
CROSSED = """
SELECT {person} AS id
FROM moments
WHERE name = {name} AND (
    time > fromUnixTimestamp64Milli({{since:Int64}} - {window}, 'UTC')
    AND time <= fromUnixTimestamp64Milli({{now:Int64}} - {window}, 'UTC')
    OR time > fromUnixTimestamp64Milli({{since:Int64}}, 'UTC') AND time <= {now} AND time > received
)
"""
FOR_EVER_MS = 2**45  # further back than there are events: nothing falls out of this window


@dataclass(frozen=True)
class OfCampaign(Condition):
    """A message of this campaign went out to somebody, was opened or followed by them; `within_s` up to now."""

    key: str
    campaign: int
    within_s: int | None = None
    name: str | None = None  # None: there is no such campaign

    def sql(self, write: Writer) -> str:
        form = WHO_CLICKED if self.key == CLICKED else WHO
        return f"(id IN ({form.format(**self._words(write))}))"

    def depends(self) -> Depends:
        return Depends(events=frozenset((EVENTS[self.key],)))

    def crossed(self, write: Writer) -> str:
        window = FOR_EVER_MS if self.within_s is None else self.within_s * 1000
        words = {"person": write.tables.person, "name": write.value(EVENTS[self.key], "String"), "now": NOW}
        return CROSSED.format(**words, window=write.value(window, "Int64"))

    def facts(self, write: Writer) -> dict[str, str]:
        """When it last happened, within the window or not; null: never."""
        when = WHO.format(**self._words(write) | {"person": "time", "since": "toDateTime64(0, 3, 'UTC')"})
        return {"last": f"(SELECT maxOrNull(time) FROM ({when}))"}  # noqa: S608 values are parameters

    def doubts(self) -> Sequence[tuple[str, str]]:
        if self.name is not None:
            return ()
        return [(self.key, _("there is no campaign %(number)d") % {"number": self.campaign})]

    def sentence(self, *, is_negated: bool = False) -> str:
        if self.name is None:
            what = _unnamed(self.key, is_negated=is_negated) % {"campaign": self.campaign}
        else:
            what = _named(self.key, is_negated=is_negated) % {"campaign": self.name}
        return what if self.within_s is None else in_the_last(what, self.within_s)

    def _words(self, write: Writer) -> dict[str, str]:
        since = "toDateTime64(0, 3, 'UTC')"
        if self.within_s is not None:
            since = f"fromUnixTimestamp64Milli({{now:Int64}} - {write.value(self.within_s * 1000, 'Int64')}, 'UTC')"
        return {
            "person": write.tables.person,
            "events": write.tables.events,
            "name": write.value(EVENTS[self.key], "String"),
            "ours": write.value(INTERNAL, "UInt64"),
            "since": since,
            "now": NOW,
            "campaign": CAMPAIGN.format(campaign=write.value(self.campaign, "Int64")),
            "by": BY_A_PERSON,
        }


def _named(key: str, *, is_negated: bool) -> str:
    return {
        GOT: _("did not get the campaign “%(campaign)s”") if is_negated else _("got the campaign “%(campaign)s”"),
        OPENED: _("did not open the campaign “%(campaign)s”")
        if is_negated
        else _("opened the campaign “%(campaign)s”"),
        CLICKED: (
            _("did not follow a link of the campaign “%(campaign)s”")
            if is_negated
            else _("followed a link of the campaign “%(campaign)s”")
        ),
    }[key]


def _unnamed(key: str, *, is_negated: bool) -> str:
    return {
        GOT: _("did not get campaign %(campaign)d") if is_negated else _("got campaign %(campaign)d"),
        OPENED: _("did not open campaign %(campaign)d") if is_negated else _("opened campaign %(campaign)d"),
        CLICKED: (
            _("did not follow a link of campaign %(campaign)d")
            if is_negated
            else _("followed a link of campaign %(campaign)d")
        ),
    }[key]


def _read(key: str, node: Node) -> OfCampaign:
    node.allow(key, "within")
    number = node.given[key]
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**63:
        raise node.wrong(key, _("this must be the number of a campaign") + _hint(number))
    within_s = read_duration(node, "within") if "within" in node.given else None
    name = Campaign.objects.filter(pk=number).values_list("name", flat=True).first()
    return OfCampaign(key, number, within_s, name)


def _hint(given: object) -> str:
    """The number, where somebody wrote the name instead."""
    if not isinstance(given, str) or "\0" in given or not given.strip():
        return ""
    found = Campaign.objects.filter(name__iexact=given.strip()).order_by("-pk").first()
    return did_you_mean(str(found.pk), [str(found.pk)]) if found is not None else ""


@leaf(GOT)
def read_got(node: Node) -> OfCampaign:
    """{"got_campaign": 7, "within": "30d"}. Raises RuleError."""
    return _read(GOT, node)


@leaf(OPENED)
def read_opened(node: Node) -> OfCampaign:
    """{"opened_campaign": 7}. Raises RuleError."""
    return _read(OPENED, node)


@leaf(CLICKED)
def read_clicked(node: Node) -> OfCampaign:
    """{"clicked_campaign": 7}. Raises RuleError."""
    return _read(CLICKED, node)
