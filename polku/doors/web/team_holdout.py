"""Settings of the team's holdout: who gets no campaign at all, so that what they all bring about can be seen."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.say.arms import packed, team
from polku.say.arms.models import Arm, TeamHoldout


@dataclass(frozen=True)
class Shown:
    row: TeamHoldout
    drawn: int  # people so far
    most: int = team.MOST_PERCENT


def shown() -> Shown:
    row = team.current()
    return Shown(row, packed.sizes(row.salt).get(Arm.Name.TEAM, 0) if row.percent else 0)


@require_POST
def holdout(request: Asked) -> HttpResponse:
    """Another percentage, or other people."""
    is_anew = "anew" in request.POST
    percent = team.current().percent if is_anew else whole_number(request.POST.get("percent"))
    try:
        if percent is None:
            raise team.HoldoutTooLarge
        team.change(percent, by=request.user, is_drawn_anew=is_anew)
    except team.HoldoutTooLarge:
        messages.error(request, _("Write a whole number from 0 to {most}.").format(most=team.MOST_PERCENT))
    else:
        messages.success(request, _("Drawn anew.") if is_anew else _("Saved."))
    return redirect("settings")
