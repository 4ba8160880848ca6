"""An address that only takes forms is asked for as a page: reloaded, or returned to from the choice of a language."""

from django.http import HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from polku.doors.web.asked import Knock


def instead(request: Knock, refused: HttpResponseNotAllowed) -> HttpResponseBase:
    """The page that the address belongs to; for what no address leads on from, a page that says so."""
    if request.htmx and not request.htmx.boosted:
        return refused  # a whole page does not belong into a part of one
    if request.method in ("GET", "HEAD"):
        return redirect(page_above(request.path_info))
    answer = render(request, "405.html", status=405)
    answer["Allow"] = refused["Allow"]
    return answer


def page_above(path: str) -> str:
    """The nearest address that this one stands under: /settings for /settings/team. It may lead further up itself."""
    while path := path.rpartition("/")[0]:
        try:
            found = resolve(path)
        except Resolver404:
            continue
        if found.url_name:
            return reverse(found.url_name, args=found.args, kwargs=found.kwargs)
    return reverse("home")
