"""The second step of another member, taken away when phone and recovery codes are lost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.know.teams.access import second_factor
from polku.know.teams.models import Member
from polku.know.teams.rights import may_give


@require_POST
def without_factor(request: Asked, number: int) -> HttpResponse:
    """For a member whose phone and recovery codes are lost."""
    member = get_object_or_404(Member, pk=number)
    if not may_give(request.user, member.role):
        messages.error(request, _("You cannot do this for somebody who may do more than you may."))
    else:
        second_factor.reset(member, by=request.user)
        messages.success(request, _("%(name)s signs in with the password alone now.") % {"name": str(member)})
    return redirect("settings member", number)
