"""Whether a launch may go, or needs a second pair of eyes first: asked at the request, and once more when it goes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from polku.act.campaigns.approval import rule
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.audience import asked_rule
from polku.act.campaigns.copied import lists_are_copied
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.campaigns.problems import CampaignError, NotReady
from polku.kit.columns import ColumnsError
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.teams.models import ApiKey, Member
from polku.say.content.problem import Problem


@dataclass(frozen=True)
class Need:
    """`count`: whom it would reach; None where it needs approval however many they are, and nobody can say."""

    why: Approval.Why
    count: int | None
    above: int | None


class NeedsApproval(CampaignError):
    """Somebody else has to look at this campaign before it goes."""

    def __init__(self, need: Need) -> None:
        super().__init__(_("Somebody else has to look at this campaign before it goes."))
        self.need = need


def check(campaign: Campaign, *, by: Member | None, key: ApiKey | None = None, now: datetime) -> None:
    """Raises NeedsApproval, and NotReady where nobody can say whether it does."""
    wanted = need(campaign, by=by, key=key, now=now)
    if wanted is not None:
        raise NeedsApproval(wanted)


def need(campaign: Campaign, *, by: Member | None, key: ApiKey | None = None, now: datetime) -> Need | None:
    """Raises NotReady."""
    holds = rule.current()
    if not rule.is_on(holds):
        return None
    if rule.names_of(by, key) & set(holds.roles):
        return Need(Approval.Why.ROLE, reach(campaign, now=now), holds.above)
    if holds.above is None:
        return None
    count = reach(campaign, now=now)
    if count is None:
        sentence = _("Whether it needs approval cannot be said: the people cannot be counted right now.")
        raise NotReady([Problem(sentence, field="audience")])
    return Need(Approval.Why.SIZE, count, holds.above) if count > holds.above else None


def reach(campaign: Campaign, *, now: datetime) -> int | None:
    """Who of its audience, less whoever is held out, a channel of it reaches; None where it cannot be asked."""
    reachable = [{"reachable": channel, "purpose": campaign.purpose} for channel in channels_of(campaign)]
    try:
        if not lists_are_copied(now=now):
            return None
        return ask.count({"all": [asked_rule(campaign), {"any": reachable}]}, now)
    except (ColumnsError, RuleError):
        return None
