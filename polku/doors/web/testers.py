"""Making somebody a tester, on their page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.person import wanted
from polku.kit import ids
from polku.say.outbox.testers import testers


@require_POST
def tester(request: Asked, public_id: str) -> HttpResponse:
    """`is`: "yes" or "no"."""
    profile = wanted(public_id)
    name = shown.person(profile).name
    if request.POST.get("is") == "no":
        testers.end(profile, by=request.user)
        messages.success(request, _("{name} gets no tests any more.").format(name=name))
        return redirect("person", ids.public(profile.id))
    try:
        testers.make(profile, by=request.user)
    except testers.TooManyTesters:
        messages.error(request, enough())
    else:
        messages.success(request, _("{name} gets tests of messages from now on.").format(name=name))
    return redirect("person", ids.public(profile.id))


def enough() -> str:
    return _("There are {most} testers already: take one of them off first.").format(most=testers.MOST)
