"""A source's code as a file, and its poster."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.addresses import address
from polku.say.channels.line.sources.codes import png, svg
from polku.say.channels.line.sources.models import LineSource

if TYPE_CHECKING:
    from polku.say.channels.line.sources.poster import Size

DRAWN = {"svg": (svg, "image/svg+xml"), "png": (png, "image/png")}


@require_safe
def code(request: Asked, account: str, source_id: int, kind: str) -> HttpResponse:
    if kind not in DRAWN:
        raise Http404
    drawn, content_type = DRAWN[kind]
    one = _one(chosen(account), source_id)
    return _file(drawn(address(one)), content_type, f"line-{one.key}.{kind}")


@require_safe
def printed(request: Asked, account: str, source_id: int, size: str) -> HttpResponse:
    from polku.say.channels.line.sources.poster import poster  # with what makes PDFs, which few ask for

    row = chosen(account)
    one = _one(row, source_id)
    sizes: dict[str, Size] = {"a4": "a4", "a6": "a6"}
    if size not in sizes:
        raise Http404
    made = poster(
        size=sizes[size],
        address=address(one),
        shop=row.display_name or row.title,
        headline=one.line or _("Be our friend on LINE"),
        how=_("Scan the code with your camera, then tap “Add”."),
        title=one.title,
    )
    return _file(made, "application/pdf", f"line-{one.key}-{size}.pdf")


def _one(row: LineAccount, source_id: int) -> LineSource:
    found: LineSource = get_object_or_404(LineSource, pk=source_id, account=row, ended_at__isnull=True)
    return found


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
