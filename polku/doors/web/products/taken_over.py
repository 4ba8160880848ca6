"""Products out of a file: looked at first, with what is wrong line by line, then taken over."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.policy import shows_pictures
from polku.kit import clock
from polku.know.catalog.models import CatalogFile
from polku.know.catalog.problems import CatalogError
from polku.know.catalog.products import keep
from polku.know.catalog.read_file import Found, read

PAGE = "settings products"
MOST_BYTES = 20_000_000
KEPT = timedelta(days=1)
SHOWN = 10


@require_POST
def look(request: Asked) -> HttpResponse:
    came = request.FILES.get("file")
    if came is None or came.size is None or came.size > MOST_BYTES:
        messages.error(request, _("Choose a file of at most {most} MB.").format(most=MOST_BYTES // 1_000_000))
        return redirect(PAGE)
    CatalogFile.objects.filter(at__lt=clock.now() - KEPT).delete()
    row = CatalogFile.objects.create(name=(came.name or "")[:200], content=came.read(), by=request.user)
    return redirect("settings products file look", row.pk)


@never_cache
@require_safe
def look_at(request: Asked, file_id: int) -> HttpResponse:
    row = get_object_or_404(CatalogFile, pk=file_id, by=request.user)
    found = _read(request, row)
    if found is None:
        return redirect(PAGE)
    given = {"file": row, "found": found, "first": found.values[:SHOWN], "good": len(found.values)}
    return shows_pictures(render(request, "products/file.html", given))


@require_POST
def run(request: Asked, file_id: int) -> HttpResponse:
    """What can be read; the rest stays where it is."""
    row = get_object_or_404(CatalogFile, pk=file_id, by=request.user)
    found = _read(request, row)
    if found is not None:
        done = keep(found.values, by=request.user)
        row.delete()
        sentence = _("Taken over: {added} new, {changed} changed, {same} as they were.")
        messages.success(request, sentence.format(added=done.added, changed=done.changed, same=done.same))
    return redirect(PAGE)


def _read(request: Asked, row: CatalogFile) -> Found | None:
    try:
        return read(bytes(row.content), currency=request.team.currency or "USD")
    except CatalogError as problem:
        messages.error(request, str(problem))
        return None
