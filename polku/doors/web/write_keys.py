"""Sources and their write keys: made, said to be public or not, and ended."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.segments.name import NameForm
from polku.doors.web.snippets import tracker
from polku.know.teams import trail
from polku.know.teams.keys import end_source
from polku.know.teams.models import Source, create_source, is_in_use
from polku.know.teams.own_doors import KEY
from polku.know.teams.public_keys import change


@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: Asked) -> HttpResponse:
    name = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and name.is_valid():
        if is_in_use(name.cleaned_data["name"]):
            messages.error(request, _("There is a source of this name already. Give the new one another."))
        else:
            _make(request, name.cleaned_data["name"], is_public=bool(request.POST.get("is_public")))
            messages.success(request, _("The source is ready; its write key stands below."))
        return redirect("settings sources")
    shown = Source.objects.exclude(write_key__startswith=KEY).order_by("ended_at", "pk")
    rows = [(source, tracker(source)) for source in shown]
    return render(request, "team/sources.html", {"sources": rows})


@require_POST
def ended_source(request: Asked, source_id: int) -> HttpResponse:
    row = get_object_or_404(Source, pk=source_id)
    with transaction.atomic():
        if end_source(row):
            trail.note(request.user, "source.ended", subject=f"source:{row.pk}", before={"name": row.name})
    messages.success(request, _("The write key no longer opens anything."))
    return redirect("settings sources")


@require_POST
def public_source(request: Asked, source_id: int) -> HttpResponse:
    """Whether its key stands where anybody can read it."""
    is_public = request.POST.get("is_public") == "yes"
    with transaction.atomic():
        row = get_object_or_404(Source.objects.select_for_update(), pk=source_id, ended_at__isnull=True)
        if change(row, is_public=is_public):
            said = {"name": row.name, "is_public": is_public}
            trail.note(request.user, "source.changed", subject=f"source:{row.pk}", after=said)
    if is_public:
        messages.success(request, _("From now on, what it says of orders and of people's deeds earns nothing."))
    else:
        messages.success(request, _("From now on, the orders it tells of count, and earn rewards."))
    return redirect("settings sources")


@transaction.atomic
def _make(request: Asked, name: str, *, is_public: bool) -> None:
    row = create_source(name)
    change(row, is_public=is_public)
    trail.note(request.user, "source.made", subject=f"source:{row.pk}", after={"name": row.name})
