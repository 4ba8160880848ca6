"""What the buttons of tabs do, once the form has been kept: go to another tab, or add one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.natives.set_up import add_native, remove_native
from polku.act.campaigns.natives.wordings import by_version
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.plan.schedule import is_fixed
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number


def went(request: Asked, row: Campaign) -> HttpResponse | None:
    """Where one goes next; None where no tab was meant."""
    if "tab_add" in request.POST:
        return _added(request, row)
    wanted = whole_number(request.POST.get("tab"))
    there = by_version(row.whole)[row.number % NATIVE]
    found = next((one for one in there if one.pk == wanted), None)
    return redirect(address(found, request.POST)) if found is not None else None


def address(row: Campaign, form: QueryDict) -> str:
    """The tab's, looked at as the person who was chosen."""
    reader = form.get("as") or form.get("reader")
    return reverse("campaign edit", args=[row.pk]) + (f"?{urlencode({'as': reader})}" if reader else "")


def _added(request: Asked, row: Campaign) -> HttpResponse:
    first = by_version(row.whole)[row.number % NATIVE][0]
    wanted = {name: request.POST.get(f"tab_{name}", "") for name in ("channel", "language")}
    try:
        made = add_native(first, **wanted, by=request.user)
    except NotReady as wrong:
        messages.error(request, wrong.problems[0].sentence)
        return redirect(address(row, request.POST))
    messages.success(request, _("Added. It begins with what could be taken over: look it through."))
    return redirect(address(made, request.POST))


@require_POST
def removed(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.every.select_related("variant_of"), pk=campaign_id, number__gte=NATIVE)
    first = by_version(row.whole)[row.number % NATIVE][0]
    try:
        if is_fixed(row.whole):
            raise AlreadyLaunched
        remove_native(row, by=request.user)
    except AlreadyLaunched:
        return redirect("campaign", first.whole.pk)
    messages.success(request, _("Removed."))
    return redirect("campaign edit", first.pk)
