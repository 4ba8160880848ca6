"""What browsers may load and run on our pages: our own files, nothing inline; and keep: nothing stale."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# Where messages are looked at as their reader will: their writer chose the pictures, and phones fetch them from there.
WITH_PICTURES = POLICY.replace("img-src 'self' data:", "img-src 'self' data: https:")


def shows_pictures(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = WITH_PICTURES
    return response


class ContentSecurityPolicy:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Cache-Control", "private, no-cache")
            # One address answers with a page or with a part of it: "back" must never show the part alone.
            patch_vary_headers(response, ("HX-Request", "Cookie"))
        return response
