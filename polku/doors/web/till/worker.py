"""The script by which the till's page can be opened without a line: it is asked for beside the page that it serves."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked

BUILT = Path("built", "workers", "till.js")


@require_safe
def worker(_request: Asked) -> HttpResponse:
    """For the page alone, and looked at anew each time: what a browser has kept of it could not be taken back."""
    path = Path(settings.STATICFILES_DIRS[0]) / BUILT
    if not path.is_file():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = reverse("till")
    answer["Cache-Control"] = "no-cache"
    return answer
