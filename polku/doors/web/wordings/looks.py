"""Everything that a campaign may say, to be looked at one after the other where nothing can be changed any more."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import by_version
from polku.doors.web.asked import Asked
from polku.doors.web.channel_names import titles
from polku.doors.web.paging import whole_number
from polku.doors.web.wordings.tabs import label_of


@dataclass(frozen=True)
class Look:
    row: Campaign
    label: str
    is_here: bool


def looks(request: Asked, campaign: Campaign) -> list[Look]:
    """One for each version, channel and language; the one that is asked for by `says`, else the first, is here."""
    versions, known = by_version(campaign), titles()
    found = [(one, _label(one, there, len(versions), known)) for there in versions.values() for one in there]
    wanted = whole_number(request.GET.get("says"))
    here = next((one for one, _label in found if one.pk == wanted), found[0][0])
    return [Look(one, label, one is here) for one, label in found]


def _label(one: Campaign, there: list[Campaign], versions: int, known: dict[str, str]) -> str:
    said = label_of(one, there, known) if len(there) > 1 else ""
    if versions == 1:
        return said
    version = _("Version {letter}").format(letter=there[0].letter)
    return f"{version} · {said}" if said else version
