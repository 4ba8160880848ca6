"""Somebody follows the link of an invitation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from polku.doors.web import come_in
from polku.doors.web.asked import Knock
from polku.kit import clock
from polku.know.teams import rights
from polku.know.teams.access import invitations
from polku.know.teams.access.problems import AccessError, LinkOver, WeakPassword


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Knock, token: str) -> HttpResponse:
    try:
        found = invitations.behind(token, now=clock.now())
    except LinkOver as problem:
        return over(request, problem)
    name, flaws = request.POST.get("name", "").replace("\0", "").strip()[:200], []
    if request.method == "POST":
        try:
            member = invitations.accept(token, name=name, password=request.POST.get("password", ""))
        except WeakPassword as problem:
            flaws = problem.flaws
        except AccessError as problem:
            return over(request, problem)
        else:
            return come_in.enter(request, member, how="password", target="/")
    given = {"invitation": found, "role": rights.role_name(found.role), "name": name, "flaws": flaws}
    return render(request, "entrance/invitation.html", given)


def over(request: Knock, problem: AccessError) -> HttpResponse:
    """A link that opens nothing, and where to go from here."""
    return render(request, "entrance/over.html", {"problem": problem.sentence}, status=410)
