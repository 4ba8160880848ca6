"""Notes of the team on a campaign."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.act.plan.calendar_models import Note
from polku.act.plan.problems import PlanError
from polku.know.teams import trail
from polku.know.teams.models import Member

LONGEST = 4_000


def notes_of(campaign: Campaign) -> QuerySet[Note]:
    """The newest first."""
    return Note.objects.filter(campaign=campaign, removed_at__isnull=True).select_related("by").order_by("-pk")


@transaction.atomic
def note(campaign: Campaign, text: str, *, by: Member | None, now: datetime) -> Note:
    """Raises PlanError."""
    text = text.replace("\0", "").strip()
    if not text:
        raise PlanError(_("The note is empty."), field="text")
    made = Note.objects.create(campaign=campaign, text=text[:LONGEST], by=by, at=now)
    trail.note(by, "campaign.noted", subject=f"campaign:{campaign.pk}", after={"text": made.text})
    return made


@transaction.atomic
def remove(row: Note, *, by: Member | None, now: datetime) -> None:
    if Note.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=now):
        trail.note(by, "campaign.note_removed", subject=f"campaign:{row.campaign_id}", before={"text": row.text})
