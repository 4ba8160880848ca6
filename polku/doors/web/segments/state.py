"""How it stands with following a segment, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.segments.models import Segment
from polku.know.segments.words import trouble_of


@dataclass(frozen=True)
class State:
    """`tone`: "good", "warm", "bad" or ""."""

    tone: str
    icon: str
    words: str
    more: str = ""


def state_of(segment: Segment) -> State:
    if segment.is_archived:
        return State("", "archive", _("Archived"))
    if segment.trouble:
        return State("bad", "exclamation-circle", _("In trouble"), trouble_of(segment))
    if not segment.is_live:
        return State("", "player-pause", _("Not followed"), _("Nobody is told who joins and leaves."))
    if not segment.is_settled:
        return State("warm", "progress", _("Being computed"), _("Everybody is asked anew."))
    return State("good", "check", _("Up to date"))
