"""A new program, of a kind that is chosen first; and one that is written on."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.entrance import turned_away
from polku.doors.web.programs.kinds import KINDS, kind_of
from polku.know.teams.rights import may


@require_safe
def kinds(request: Asked) -> HttpResponse:
    offered = [(key, one) for key, one in KINDS.items() if one.form is not None]
    return render(request, "programs/kinds.html", {"kinds": offered})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: Asked, kind: str) -> HttpResponse:
    known = KINDS.get(kind)
    if known is None or known.form is None:
        raise Http404
    return known.form(request, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    written_by = kind_of(row).form
    if written_by is None or row.state == Program.State.ENDED:
        raise Http404
    if row.state != Program.State.DRAFT and not may(request.user, "rewards.give"):
        return turned_away(request, request.user, "rewards.give")
    return written_by(request, row)


@require_POST
def preview(request: Asked, kind: str) -> HttpResponse:
    known = KINDS.get(kind)
    if known is None or known.preview is None:
        raise Http404
    return known.preview(request)
