"""A store's screen gets a new address, where the one before has come into other hands."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps import screens
from polku.doors.web.asked import Asked
from polku.doors.web.programs.stamps.kind import places_of


@require_POST
def renewed(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id, kind=Program.Kind.STAMPS)
    names, store = dict(places_of(verbs.latest(row).terms.get("stores"))), request.POST.get("store", "")
    if store not in names:
        raise Http404
    screens.renew(row, store, by=request.user)
    told = _("“{name}” has a new address. Open it on the screen: the one before shows no code any more.")
    messages.success(request, told.format(name=names[store]))
    return redirect("program", program_id)
