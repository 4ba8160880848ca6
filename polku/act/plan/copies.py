"""A campaign made after another one."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns import pace
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.told import LEFT_OUT, note_written
from polku.act.campaigns.trials.set_up import copy_trial
from polku.act.plan.calendar_models import Copy
from polku.know.teams.models import Member

LONGEST = 200


def dated(name: str, day: date) -> str:
    """The name of an occurrence: the same for every reader, and in order where names are sorted."""
    ending = f" · {day.isoformat()}"
    return name[: LONGEST - len(ending)] + ending


@transaction.atomic
def duplicate(campaign: Campaign, *, by: Member | None) -> Campaign:
    """A copy that somebody asked for; it knows where it comes from."""
    made = copy(campaign, name=_("{name} (copy)").format(name=campaign.name[: LONGEST - 20]), by=by)
    Copy.objects.create(campaign=made, original=campaign)
    return made


def original_of(campaign: Campaign) -> Campaign | None:
    row = Copy.objects.filter(campaign=campaign).select_related("original").first()
    return row.original if row is not None else None


@transaction.atomic
def copy(campaign: Campaign, *, name: str, by: Member | None) -> Campaign:
    """A new draft that says the same to the same."""
    fields = (field for field in campaign._meta.concrete_fields if field.name not in LEFT_OUT)
    made = Campaign(**{field.attname: getattr(campaign, field.attname) for field in fields})
    made.name, made.created_by = name[:LONGEST], by
    made.save()
    pace.copy(campaign, made)
    note_written(made, None, by=by)
    copy_trial(campaign, made, by=by)
    return made
