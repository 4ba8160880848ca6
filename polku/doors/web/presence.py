"""Who is there: a session counts as long as its sign-in lives, and a team may ask everybody for a second factor."""

from collections.abc import Callable
from contextlib import suppress
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from polku.doors.web import come_in
from polku.doors.web.asked import Knock
from polku.doors.web.entrance import OTHER_DOORS
from polku.kit import clock
from polku.know.teams.access import second_factor, sign_ins
from polku.know.teams.access.models import SignIn
from polku.know.teams.models import Member

WITHOUT_SECOND_FACTOR = ("account", "sign-out", "language", "theme")  # first words of pages' names


class Presence:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Knock) -> HttpResponse:
        request.sign_in = None
        if not request.path.startswith(OTHER_DOORS) and isinstance(request.user, Member):
            request.sign_in = _living(request, request.user)
            if request.sign_in is None:
                logout(request)
        return self.get_response(request)

    def process_view(
        self, request: Knock, _view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        member = request.user if not request.path.startswith(OTHER_DOORS) else None
        if not isinstance(member, Member):
            return None
        if member.time_zone:
            with suppress(ZoneInfoNotFoundError, ValueError):
                timezone.activate(ZoneInfo(member.time_zone))
        return redirect("account second factor") if _must_set_up(request, member) else None


def _living(request: Knock, member: Member) -> SignIn | None:
    number = request.session.get("sign_in")
    if number is None:
        # Made before sign-ins were kept: it becomes one now.
        begun = sign_ins.begin(member, address=come_in.address(request), agent=come_in.agent(request), how="password")
        request.session["sign_in"] = begun.pk
        return begun
    # A page that was left open asks for news by itself; nobody need sit before it.
    is_busy = request.method != "GET" or "HX-Request" not in request.headers
    return sign_ins.see(number, member, address=come_in.address(request), now=clock.now(), is_busy=is_busy)


def _must_set_up(request: Knock, member: Member) -> bool:
    """A company's own sign-in has its own second factor; whoever comes with a password needs ours."""
    match = request.resolver_match
    page = (match.url_name or "").split(" ")[0] if match else ""
    return (
        page not in WITHOUT_SECOND_FACTOR
        and request.team.needs_second_factor
        and (request.sign_in is None or request.sign_in.how == "password")
        and not second_factor.is_on(member)
    )
