"""Requests: which wait, what became of the last one, whether an approval stands."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.models import Campaign
from polku.know.teams.models import Member
from polku.know.teams.rights import may

State = Approval.State


def waiting_of(campaign: Campaign) -> Approval | None:
    return _rows().filter(campaign=campaign, over_at__isnull=True).first()


def last_of(campaign: Campaign) -> Approval | None:
    """The newest, whatever became of it."""
    return _rows().filter(campaign=campaign).order_by("-pk").first()


def approved_of(campaign: Campaign) -> Approval | None:
    """By which it went, or goes."""
    return _rows().filter(campaign=campaign, state=State.APPROVED, spent_at__isnull=True).order_by("-pk").first()


def stands(campaign: Campaign, fingerprint: str) -> bool:
    """Whether somebody has said yes to a campaign that says exactly this."""
    among = Approval.objects.filter(campaign=campaign, state=State.APPROVED, spent_at__isnull=True)
    return among.filter(fingerprint=fingerprint).exists()


def waiting(among: Sequence[int] | None = None) -> list[Approval]:
    """All that wait, the eldest first; `among`: numbers of campaigns."""
    rows = _rows().filter(over_at__isnull=True).order_by("pk")
    return list(rows if among is None else rows.filter(campaign_id__in=among))


def answered(member: Member, *, since: datetime) -> list[Approval]:
    """What became of a member's own requests since then, the newest first: of each campaign the last one alone."""
    rows = _rows().filter(asked_by=member, over_at__gte=since).order_by("-pk")
    newest = {row.campaign_id: row for row in reversed(rows)}
    told = [row for row in newest.values() if row.state in (State.APPROVED, State.SENT_BACK)]
    asked_again = {row.campaign_id for row in waiting(list(newest))}
    return sorted((row for row in told if row.campaign_id not in asked_again), key=lambda row: -row.pk)


def may_decide(row: Approval, member: Member) -> bool:
    """Whoever may send campaigns, but not who asked, nor who made the key that did."""
    return may(member, "campaigns.launch") and row.asked_by_id != member.pk


def others_who_may(member: Member | None) -> bool:
    """Whether there is anybody else who could say yes."""
    return any(may(one, "campaigns.launch") for one in Member.objects.filter(is_active=True) if one != member)


def _rows() -> QuerySet[Approval]:
    return Approval.objects.select_related("campaign__segment", "campaign__launch", "asked_by", "asked_key", "over_by")
