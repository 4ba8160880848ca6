"""What is asked and told once more before a campaign goes: whether really everybody, other channels, how long."""

from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.campaigns.whom import audience_rule, rule_of
from polku.doors.web.asked import Asked
from polku.doors.web.audience import reached
from polku.doors.web.columns_asked import ask
from polku.doors.web.taken_off import how_many
from polku.kit import clock
from polku.know.rules import ask as rules
from polku.know.rules.condition import RuleError
from polku.learn.reports.pace import Pace, pace
from polku.say.channels.registry import channels

FEW = 10  # people: whoever has no more is trying it out
MOST_CHANNELS = 6


@dataclass(frozen=True)
class Before:
    taken_off: int | None
    is_everybody: bool
    others: list[tuple[str, int]]  # what each other channel would reach of the audience
    pace: Pace | None
    minutes: int | None  # that it will take, rounded up


def before(row: Campaign, *, count: int | None, reach: int | None) -> Before:
    """`count`: people in the audience, `reach`: who of them gets it; None where it cannot be said."""
    rule, now = rule_of(row), clock.now()
    found = ask(lambda: pace(row.channel, now=now))
    others = [one for one in channels() if one.name not in channels_of(row)][:MOST_CHANNELS] if count else []
    counted = [(str(one.title), reached(rule, one.name, row.purpose)) for one in others]
    return Before(
        taken_off=how_many(audience_rule(row), row.exclusion, count or 0),
        is_everybody=_is_everybody(count),
        others=[(title, people) for title, people in counted if people],
        pace=found,
        minutes=ceil(found.seconds(reach) / 60) if found is not None and reach else None,
    )


def asked_back(request: Asked, row: Campaign, *, is_now: bool) -> str:
    """Why it does not go without another look; empty where nothing speaks against it, or somebody has said yes."""
    rule = rule_of(row)
    try:
        count = ask(lambda: rules.count(rule, clock.now()))
    except RuleError:
        return ""
    if count == 0 and is_now:
        return _("Nobody is in the audience.")
    if _is_everybody(count) and request.POST.get("everybody") != "yes":
        return _("This goes to everybody whom polku knows. Say that it is meant so.")
    return ""


def _is_everybody(count: int | None) -> bool:
    return count is not None and count > FEW and count == ask(rules.everybody)
