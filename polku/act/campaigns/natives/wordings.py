"""Everything that a campaign says: its own message, its variants, and the natives of each."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.act.campaigns.models import NATIVE, Campaign
from polku.know.people.language_names import own_name
from polku.say.channels.registry import UnknownChannel, channel


def wordings(campaign: Campaign) -> list[Campaign]:
    """Each variant with its natives behind it, in their order; the campaign's own message first."""
    return [campaign, *sorted(campaign.variants.all(), key=lambda one: (one.number % NATIVE, one.number))]


def by_version(campaign: Campaign) -> dict[int, list[Campaign]]:
    """The same by the number of the variant: its own message first, then its natives in their order."""
    found: dict[int, list[Campaign]] = {}
    for one in wordings(campaign):
        found.setdefault(one.number % NATIVE, []).append(one)
    return found


def channels_of(campaign: Campaign) -> list[str]:
    """By which it goes, in their order: one, unless it is said that there are several."""
    return list(dict.fromkeys(one.channel for one in in_use(campaign)))


def in_use(campaign: Campaign) -> list[Campaign]:
    """Those wordings that somebody may get: without `several`, natives of another channel wait for it."""
    there = wordings(campaign)
    if campaign.several is not None:
        return there
    own = {one.number: one.channel for one in there if one.number < NATIVE}
    return [one for one in there if one.channel == own.get(one.number % NATIVE)]


def is_taken(campaign: Campaign, channel: str) -> bool:
    """Whether another wording of the same version stands for this channel in its language already."""
    if campaign._state.adding:
        return False
    others = by_version(campaign.whole)[campaign.number % NATIVE]
    return any(one.pk != campaign.pk and (one.channel, one.language) == (channel, campaign.language) for one in others)


def label(one: Campaign, among: Sequence[Campaign]) -> str:
    """What people call a wording beside the others: its letter, where there are variants, its channel and language."""
    parts = [_("Version {letter}").format(letter=one.letter)] if any(other.number % NATIVE for other in among) else []
    if any(other.number >= NATIVE for other in among):
        parts += [_title(one.channel), *([own_name(one.language)] if one.language else [])]
    return " · ".join(parts)


def _title(name: str) -> str:
    try:
        return str(channel(name).title)
    except UnknownChannel:
        return name
