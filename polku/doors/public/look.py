"""The shop's color on customers' pages, as a stylesheet that follows from its address: browsers keep it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from polku.say.content.look.sheet import sheet

YEAR_S = 365 * 86_400


@require_safe
def look(_request: HttpRequest, color: str) -> HttpResponse:
    found = sheet(color)
    if found is None:
        raise Http404
    answer = HttpResponse(found, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
