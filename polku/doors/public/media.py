"""Pictures of mails, for whoever was sent their address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from polku.say.content.media.keep import read
from polku.say.content.media.kinds import TYPES

YEAR_S = 365 * 86_400


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    content = read(name)
    if content is None:
        raise Http404
    tag = f'"{name}"'  # a file is never changed
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    response["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    response["ETag"] = tag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # web mail shows it within its own pages
    return response
