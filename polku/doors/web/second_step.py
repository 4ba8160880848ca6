"""The second step of signing in, for members who have set up a second factor."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from polku.doors.web import come_in, waits
from polku.doors.web.asked import Knock
from polku.kit import clock
from polku.know.teams.access import guesses, second_factor
from polku.know.teams.access.counts import at_second_step
from polku.know.teams.models import Member

PENDING = "second step"
PATIENCE_MS = 10 * clock.MINUTE_MS


def enter_or_ask(request: Knock, member: Member, *, how: str, target: str) -> HttpResponse:
    """Into the house, or first to the second step."""
    if not second_factor.is_on(member):
        return come_in.enter(request, member, how=how, target=target)
    request.session.flush()
    request.session[PENDING] = {
        "member": member.pk,
        "password": member.get_session_auth_hash(),  # a changed password ends this, too
        "until_ms": clock.now_ms() + PATIENCE_MS,
        "how": how,
        "target": target,
    }
    return redirect("sign-in second")


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: Knock) -> HttpResponse:
    pending: dict[str, Any] = request.session.get(PENDING) or {}
    member = _member_of(pending)
    if member is None:
        request.session.pop(PENDING, None)
        return redirect("sign-in")
    problem, status = "", 200
    if request.method == "POST":
        counts = at_second_step(member.pk)
        if wait_s := guesses.knock(counts):
            problem, status = waits.sentence(wait_s), 429
        elif second_factor.check(member, request.POST.get("code", ""), now=clock.now()):
            guesses.was_right(counts)
            return come_in.enter(request, member, how=pending["how"], target=pending["target"])
        else:
            problem = _("This code is not right, or it was used already. Wait for the next one and try again.")
    return render(request, "entrance/second_step.html", {"problem": problem}, status=status)


def _member_of(pending: dict[str, Any]) -> Member | None:
    if not pending or pending["until_ms"] <= clock.now_ms():
        return None
    member = Member.objects.filter(pk=pending["member"], is_active=True).first()
    if member is None or member.get_session_auth_hash() != pending["password"]:
        return None
    return member
