"""Nobody sees a page without having signed in, but for those that `polku/urls.py` opens to anyone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from polku.doors.web.asked import Knock
from polku.know.teams.begin import the_team

OTHER_DOORS = ("/api/", "/static/", "/p/")  # they ask for their own keys


class SignInRequired:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: Knock, view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        if request.path.startswith(OTHER_DOORS):
            return None
        # Django's own mark (`login_not_required`): a page is closed until it says otherwise.
        if not request.user.is_authenticated and getattr(view, "login_required", True):
            if request.htmx:
                # A part of a page cannot show the sign-in: the whole page goes there, and comes back as a whole.
                answer = redirect_to_login(request.htmx.current_url_abs_path or "/")
                return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
            return redirect_to_login(request.get_full_path())
        request.team = the_team()
        timezone.activate(_zone(request.team.time_zone))
        return None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
