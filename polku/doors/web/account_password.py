"""My password: another one takes the one until now."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from polku.doors.web import waits
from polku.doors.web.account import account
from polku.doors.web.asked import Asked
from polku.know.teams.access import guesses, passwords
from polku.know.teams.access.counts import at_second_step
from polku.know.teams.access.problems import WeakPassword, WrongPassword


@sensitive_post_parameters("old", "new")
@require_POST
def password(request: Asked) -> HttpResponse:
    member = request.user
    counts = at_second_step(member.pk)
    if wait_s := guesses.knock(counts):
        return account(request, flaws=[waits.sentence(wait_s)])
    old, new = request.POST.get("old", ""), request.POST.get("new", "")
    try:
        passwords.change(member, old=old, new=new, here=request.sign_in)
    except WrongPassword as problem:
        return account(request, flaws=[str(problem.sentence)])
    except WeakPassword as problem:
        guesses.was_right(counts)
        return account(request, flaws=problem.flaws)
    guesses.was_right(counts)
    update_session_auth_hash(request, member)
    messages.success(request, _("Your password is changed. In all other browsers you are signed out."))
    return redirect("account")
