"""Nobody sees a page without having signed in, but for the pages named in OPEN."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

OPEN = frozenset(("sign-in", "language"))
OTHER_DOORS = ("/api/", "/static/", "/p/")  # they ask for their own keys


class SignInRequired:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        match = request.resolver_match
        if request.user.is_authenticated or request.path.startswith(OTHER_DOORS):
            return None
        if match is not None and match.url_name in OPEN:
            return None
        return redirect_to_login(request.get_full_path())
