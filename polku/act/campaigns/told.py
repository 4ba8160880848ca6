"""What the trail keeps of a campaign that is written."""

from polku.act.campaigns.models import Campaign
from polku.know.teams import trail
from polku.know.teams.models import Member

State = dict[str, object]
LEFT_OUT = {"id", "created_at", "created_by", "variant_of", "number"}


def state(campaign: Campaign) -> State:
    """Everything that somebody wrote or chose."""
    fields = (field for field in campaign._meta.concrete_fields if field.name not in LEFT_OUT)
    return {field.name: getattr(campaign, field.attname) for field in fields}


def note_written(campaign: Campaign, was: State | None, *, by: Member | None) -> None:
    """`was`: None for a new one. Nothing is noted where nothing differs: "save" is pressed often."""
    subject, now = f"campaign:{campaign.whole.pk}", state(campaign)
    if campaign.variant_of is not None:
        was, now = was and {**was, "variant": campaign.letter}, {**now, "variant": campaign.letter}
    if was is None:
        trail.note(by, "campaign.made", subject=subject, after={name: value for name, value in now.items() if value})
        return
    before, after = trail.changed(was, now)
    if after:
        trail.note(by, "campaign.changed", subject=subject, before=before, after={"name": campaign.name, **after})
