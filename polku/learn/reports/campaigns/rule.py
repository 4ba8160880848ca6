"""By what goal and time a campaign is counted: its own, else the team's usual one, else orders within seven days."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.learn.reports.campaigns.problems import BadDays, ReportError
from polku.learn.reports.conversions import DAYS, MOST_DAYS
from polku.learn.reports.models import ReportKept, ReportRule
from polku.learn.reports.outcomes import ORDERED

LONGEST = 200


@dataclass(frozen=True)
class Rule:
    goal: str = ORDERED
    days: int = DAYS
    is_own: bool = False  # of this campaign


def usual() -> Rule:
    """The team's."""
    row = ReportRule.objects.filter(campaign__isnull=True).order_by("-pk").first()
    return Rule() if row is None else Rule(row.goal, row.days)


def rule_of(campaign: Campaign) -> Rule:
    row = ReportRule.objects.filter(campaign=campaign).first()
    return usual() if row is None else Rule(row.goal, row.days, is_own=True)


def choose(campaign: Campaign | None, *, goal: str, days: int, by: Member | None) -> Rule:
    """Of one campaign, or the team's usual one from now on. Raises ReportError."""
    goal = goal.strip()
    if not goal or len(goal) > LONGEST or "\0" in goal:
        raise ReportError(_("Name an event that counts as success."), field="goal")
    if not 1 <= days <= MOST_DAYS:
        raise BadDays(MOST_DAYS)
    was = usual() if campaign is None else rule_of(campaign)
    values = {"goal": goal, "days": days, "at": clock.now(), "by": by}
    with transaction.atomic():
        ReportRule.objects.update_or_create(campaign=campaign, defaults=values)
        before, after = trail.changed({"goal": was.goal, "days": was.days}, {"goal": goal, "days": days})
        if after:
            subject = f"campaign:{campaign.pk}" if campaign is not None else f"team:{the_team().pk}"
            action = "campaign.report_rule" if campaign is not None else "team.report_rule"
            trail.note(by, action, subject=subject, before=before, after=after)
            kept = ReportKept.objects.all() if campaign is None else ReportKept.objects.filter(campaign=campaign)
            kept.update(again_at=clock.now())
    return Rule(goal, days, is_own=campaign is not None)
