"""Writing natives, and choosing how a campaign goes by several channels, as long as it has not been launched."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns import checks
from polku.act.campaigns.approval import request
from polku.act.campaigns.models import NATIVE, Campaign, Launch
from polku.act.campaigns.natives.begun import begun
from polku.act.campaigns.natives.copy import SAYS
from polku.act.campaigns.natives.several import Several, problems, stored, to_store
from polku.act.campaigns.natives.wordings import by_version
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.campaigns.told import note_written, state
from polku.kit import clock
from polku.know.people.languages import tag
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.content.problem import Problem

MOST = 12  # wordings of one version


@transaction.atomic
def add_native(version: Campaign, *, channel: str, language: str = "", by: Member | None, **says: Any) -> Campaign:
    """A wording of this message, the campaign's own or a variant, for a channel and a language ("": everybody else).

    It begins as the one for that channel, else with what of the version itself can be said there, save for what is
    given (SAYS).
    With the first one of another channel it goes by several. Raises NotReady, AlreadyLaunched.
    """
    whole = version.whole
    _still_open(whole)
    there = by_version(whole)[version.number % NATIVE]
    read = tag(language) if language else ""
    if read is None:
        raise NotReady([Problem(_("A language is written as “ja” or “pt-BR”."), field="language")])
    found = checks.of_channel(channel)
    if any((one.channel, one.language) == (channel, read) for one in there):
        found.append(Problem(_("There is a message for this channel and language already."), field="language"))
    if len(there) >= MOST:
        found.append(Problem(_("A message can be written in at most {most} ways.").format(most=MOST), field="channel"))
    if found:
        raise NotReady(found)
    like = next((one for one in there if one.channel == channel), there[0])
    words = {name: getattr(like, name) for name in SAYS} | begun(like, channel, read)
    made = Campaign(
        variant_of=whole,
        number=there[-1].number + NATIVE,
        name=whole.name,
        created_by=by,
        **words | says | {"channel": channel, "language": read},
    )
    made.save()
    note_written(made, None, by=by)
    if channel != there[0].channel and whole.several is None:
        choose(whole, Several(), by=by)
    _changed(whole, by=by)
    return made


@transaction.atomic
def remove_native(native: Campaign, *, by: Member | None) -> None:
    """Those behind it move up; with the last one of another channel it goes by one. Raises AlreadyLaunched."""
    whole = native.whole
    _still_open(whole)
    before = {"name": whole.name, **state(native)}
    trail.note(by, "campaign.native_removed", subject=f"campaign:{whole.pk}", before=before)
    number = native.number
    native.delete()
    for one in by_version(whole)[number % NATIVE]:
        if one.number > number:
            Campaign.every.filter(pk=one.pk).update(number=one.number - NATIVE)
    left = by_version(whole).values()
    if all(one.channel == there[0].channel for there in left for one in there):
        choose(whole, None, by=by)
    _changed(whole, by=by)


@transaction.atomic
def choose(campaign: Campaign, several: Several | None, *, by: Member | None) -> None:
    """How it goes by several channels; None: by its own alone. Raises NotReady, AlreadyLaunched."""
    _still_open(campaign)
    kept = to_store(several)
    found = problems(kept)
    if found:
        raise NotReady(found)
    if stored(campaign.several) == several:
        return
    was = state(campaign)
    campaign.several = kept
    campaign.save(update_fields=["several"])
    note_written(campaign, was, by=by)
    _changed(campaign, by=by)


def _changed(campaign: Campaign, *, by: Member | None) -> None:
    """It says something else from now on: what waits for approval is not that any more."""
    request.changed(campaign, by=by, now=clock.now())


def _still_open(campaign: Campaign) -> None:
    if Launch.objects.filter(campaign=campaign).exists():
        raise AlreadyLaunched
