"""Pictures of messages, for whoever was sent their address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from polku.say.content.media.keep import read
from polku.say.content.media.kinds import TYPES
from polku.say.content.media.sizes import sized

YEAR_S = 365 * 86_400


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    content = read(name)
    if content is None:
        raise Http404
    return _shown(request, content, tag=name, content_type=TYPES[name.rpartition(".")[2]])


@require_safe
def in_size(request: HttpRequest, stem: str, size: str) -> HttpResponse:
    """An uploaded picture as messengers take it; `stem`: its name without the ending, `size` one of media/sizes.py."""
    found = sized(stem, size)
    if found is None:
        raise Http404
    content, ending = found
    return _shown(request, content, tag=f"{stem}.{size}", content_type=TYPES[ending])


def _shown(request: HttpRequest, content: bytes, *, tag: str, content_type: str) -> HttpResponse:
    tag = f'"{tag}"'  # a file is never changed
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type=content_type)
    response["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    response["ETag"] = tag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # web mail shows it within its own pages
    return response
