"""A forgotten password: ask for a letter, follow its link, choose another."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from polku.doors.web import come_in, waits
from polku.doors.web.asked import Knock
from polku.doors.web.invitation import over
from polku.doors.web.second_step import enter_or_ask
from polku.kit import clock
from polku.know.teams.access import guesses, letters, recovery
from polku.know.teams.access.counts import at_recovery
from polku.know.teams.access.models import Letter
from polku.know.teams.access.problems import LinkOver, WeakPassword
from polku.say.channels.email.settings import current as mail_server


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Knock) -> HttpResponse:
    """The same answer, after the same work, whether anybody has this address or not: a loop looks it up later."""
    email, problem = request.POST.get("email", "").replace("\0", "").strip()[:254], ""
    if request.method == "POST" and "@" in email:
        if not (wait_s := guesses.knock(at_recovery(email, come_in.address(request)))):
            letters.ask(Letter.RECOVERY, email.lower(), language=get_language() or "en")
            return render(request, "entrance/recovery_asked.html", {"email": email})
        problem = waits.sentence(wait_s)
    given = {"email": email, "problem": problem, "has_mail": mail_server() is not None}
    return render(request, "entrance/recovery.html", given, status=429 if problem else 200)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Knock, token: str) -> HttpResponse:
    now, flaws = clock.now(), []
    try:
        found = recovery.behind(token, now=now)
        if request.method == "POST":
            member = recovery.recover(token, request.POST.get("password", ""), now=now)
            return enter_or_ask(request, member, how="password", target="/")
    except LinkOver as problem:
        return over(request, problem)
    except WeakPassword as problem:
        flaws = problem.flaws
    return render(request, "entrance/new_password.html", {"email": found.member.email, "flaws": flaws})
