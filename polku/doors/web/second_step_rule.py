"""Whether a team asks everybody for a second step."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.know.teams import trail


@require_POST
def everybody(request: Asked) -> HttpResponse:
    """Whether everybody who signs in with a password must have a second factor."""
    team, is_asked = request.team, request.POST.get("asked") == "yes"
    if team.needs_second_factor != is_asked:
        trail.note(
            request.user,
            "team.second_factor_rule",
            subject=f"team:{team.pk}",
            before={"needs_second_factor": team.needs_second_factor},
            after={"needs_second_factor": is_asked},
        )
        team.needs_second_factor = is_asked
        team.save(update_fields=["needs_second_factor"])
    messages.success(request, _("Saved."))
    return redirect("settings sign-in")
