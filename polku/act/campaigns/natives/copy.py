"""Natives of one message for another: of a variant that begins as a copy, of a campaign that is copied."""

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.natives.wordings import by_version
from polku.act.campaigns.told import note_written
from polku.know.teams.models import Member

SAYS = ("channel", "language", "subject", "body", "mail", "tracks_opens", "tracks_clicks")


def copy_natives(version: Campaign, made: Campaign, *, by: Member | None) -> None:
    """In the place of those that there were. Within the caller's transaction."""
    whole, number = made.whole, made.number % NATIVE
    for one in by_version(whole)[number][1:]:
        one.delete()
    for place, one in enumerate(by_version(version.whole)[version.number % NATIVE][1:], 1):
        says = {name: getattr(one, name) for name in SAYS}
        new = Campaign(variant_of=whole, number=number + NATIVE * place, name=whole.name, created_by=by, **says)
        new.save()
        note_written(new, None, by=by)
