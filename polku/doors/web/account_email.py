"""My e-mail address: another one takes the password, and a letter to it where letters can be sent."""

import logging

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from polku.doors.web import waits
from polku.doors.web.asked import Asked
from polku.doors.web.invitation import over
from polku.kit import clock
from polku.know.teams.access import guesses, own_email, second_factor
from polku.know.teams.access.counts import at_recovery, at_second_step
from polku.know.teams.access.problems import AccessError, AlreadyMember, LinkOver
from polku.say.channels.email import system
from polku.say.channels.email.settings import current as mail_server

log = logging.getLogger(__name__)


@sensitive_post_parameters("password", "code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def email(request: Asked) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    counts, now = at_second_step(request.user.pk), clock.now()
    if wait_s := guesses.knock(counts):
        return _page(request, problem=waits.sentence(wait_s), status=429)
    given = {name: request.POST.get(name, "").replace("\0", "") for name in ("email", "password", "code")}
    try:
        wish = own_email.ask(request.user, **given, now=now)
        guesses.was_right(counts)
        if mail_server() is None:
            return _changed(request, wish)
        # Nobody floods a mailbox that is not theirs.
        if wait_s := guesses.knock(at_recovery(wish.email, f"member {request.user.pk}")):
            return _page(request, problem=waits.sentence(wait_s), status=429)
        _write(wish, link=settings.BASE_URL + reverse("account email new", args=[own_email.link_for(wish, now=now)]))
    except AccessError as problem:
        return _page(request, problem=str(problem.sentence), status=422)
    except system.EmailError as problem:
        return _page(request, problem=str(problem), status=422)
    messages.success(
        request,
        _("A letter is on its way to %(email)s. Follow its link within an hour; until then nothing changes.")
        % {"email": wish.email},
    )
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Asked, token: str) -> HttpResponse:
    """The link in the new mailbox: a page with one button, for programs look at links too."""
    try:
        wish = own_email.behind(token, request.user, now=clock.now())
        if request.method == "POST":
            return _changed(request, wish)
    except (LinkOver, AlreadyMember) as problem:
        return over(request, problem)
    return render(request, "account/email_new.html", {"email": wish.email})


def _changed(request: Asked, wish: own_email.Wish) -> HttpResponse:
    before = request.user.email
    own_email.change(wish, here=request.sign_in)
    if mail_server() is not None:
        _tell(before, wish.email, team=request.team.name)
    told = _("You sign in with %(email)s from now on. In all other browsers you are signed out.")
    messages.success(request, told % {"email": wish.email})
    return redirect("account")


def _page(request: Asked, *, problem: str = "", status: int = 200) -> HttpResponse:
    given = {
        "problem": problem,
        "email": request.POST.get("email", "")[:254],
        "has_password": request.user.has_usable_password(),
        "is_on": second_factor.is_on(request.user),
        "has_mail": mail_server() is not None,
    }
    return render(request, "account/email.html", given, status=status)


def _write(wish: own_email.Wish, *, link: str) -> None:
    """Raises EmailError."""
    text = _(
        "Hello,\n\nyou want to sign in to polku with this address from now on. Follow this link, in the browser"
        " in which you are signed in, and press the button:\n\n%(link)s\n\nThe link works once, for an hour."
        " If it was not you, you need not do anything.\n"
    )
    system.send_now(wish.email, _("Your new e-mail address"), text % {"link": link})


def _tell(before: str, after: str, *, team: str) -> None:
    """Whoever reads the old mailbox learns of it; that it cannot be told is no reason not to change it."""
    text = _(
        "Hello,\n\nyour account at %(team)s has another e-mail address now: %(after)s. If it was not you, tell whoever"
        " looks after polku in your team at once.\n"
    )
    try:
        system.send_now(before, _("Your e-mail address was changed"), text % {"team": team, "after": after})
    except system.EmailError as problem:
        log.warning("the old address was not told of a change: %s", problem)
