"""Nobody sees a page without the right to: `polku/urls.py` says which right each page takes."""

from collections.abc import Callable
from datetime import UTC
from functools import wraps
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone

from polku.doors.web.asked import Knock
from polku.doors.web.frame import ROOMS
from polku.doors.web.instead import instead
from polku.kit import ids
from polku.know.people import find
from polku.know.people.stores.within import is_within
from polku.know.teams import rights, trail
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.know.teams.rights import Right

OTHER_DOORS = ("/api/", "/static/", "/p/")  # they ask for their own keys
ANYONE: Literal["anyone"] = "anyone"  # also who is not signed in
MEMBER: Literal["member"] = "member"  # whoever is signed in, whatever the role

View = TypeVar("View", bound=Callable[..., Any])


def opened(view: View, *, to: Right | Literal["anyone", "member"], also: Right | None = None) -> View:
    """The view with a mark that the entrance reads. One without a mark stays closed to everybody."""

    @wraps(view)
    def marked(request: Knock, *arguments: Any, **named: Any) -> Any:
        answer = view(request, *arguments, **named)
        if isinstance(answer, HttpResponseNotAllowed) and not request.path.startswith(OTHER_DOORS):
            return instead(request, answer)
        return answer

    marked.also = also  # type: ignore[attr-defined]
    marked.right = to  # type: ignore[attr-defined]
    marked.login_required = to != ANYONE  # type: ignore[attr-defined] # Django's own mark
    return marked  # type: ignore[return-value]


class SignInRequired:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            with trail.calling_from(request.META.get("REMOTE_ADDR", "")):
                return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: Knock, view: Callable[..., HttpResponse], _args: object, given: dict[str, Any]
    ) -> HttpResponse | None:
        if request.path.startswith(OTHER_DOORS):
            return None
        right, member = getattr(view, "right", None), request.user
        if right != ANYONE and not isinstance(member, Member):
            return _to_sign_in(request)
        request.team = the_team()
        timezone.activate(_zone(request.COOKIES.get("zone", "")) or _zone(request.team.time_zone) or UTC)
        if right in (ANYONE, MEMBER) or not isinstance(member, Member):
            return None
        if right is None or not rights.may(member, right):
            return turned_away(request, member, right)
        also = getattr(view, "also", None)
        if also is not None and not rights.may(member, also):
            return turned_away(request, member, also)
        if member.stores and "public_id" in given:
            _only_within_stores(member, given["public_id"])
        return None


def first_room(member: Member) -> str:
    """The page to begin with: Home, or the first room that this member may enter."""
    return next((room.page for room in ROOMS if room.right == MEMBER or rights.may(member, room.right)), "settings")


def _to_sign_in(request: Knock) -> HttpResponse:
    if request.htmx:
        # A part of a page cannot show the sign-in: the whole page goes there, and comes back as a whole.
        answer = redirect_to_login(request.htmx.current_url_abs_path or "/")
        return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
    return redirect_to_login(request.get_full_path())


def turned_away(request: Knock, member: Member, right: Right | None) -> HttpResponse:
    """What is missing, and who can give it; from Home on to the first room that is open."""
    if request.path == "/":
        return redirect(first_room(member))
    active = Member.objects.filter(is_active=True).order_by("pk")
    given = {
        "role": rights.role_name(member.role),
        "right": rights.RIGHT_NAMES[right] if right else "",
        "helpers": [one for one in active if rights.may(one, "team.edit")][:5],
    }
    return render(request, "403.html", given, status=403)


def _only_within_stores(member: Member, public_id: str) -> None:
    """Every page below `people/<public_id>` is about somebody: whom a limited member may not see is not there."""
    number = ids.number(public_id)
    profile = find.by_id(number) if number is not None else None
    if profile is None or not is_within(profile.id, member.stores):
        raise Http404


def _zone(name: str) -> ZoneInfo | None:
    """The viewer's device tells its zone by a cookie (assets/islands/zone.js), and cookies may hold anything."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
