"""Templates of messages: the list, and what is done with each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.templates import keep
from polku.act.campaigns.templates.models import MessageTemplate
from polku.doors.web.asked import Asked
from polku.doors.web.channel_names import title_of, titles
from polku.doors.web.paging import whole_number


def templates(request: Asked) -> HttpResponse:
    query, folder = (request.GET.get(name, "").replace("\0", "").strip()[:200] for name in ("query", "folder"))
    names = titles()
    gone = whole_number(request.GET.get("gone"))
    given = {
        "rows": [(one, title_of(one.channel, names)) for one in keep.templates(query=query, folder=folder)],
        "query": query,
        "folder": folder,
        "folders": keep.folders(),
        "gone": MessageTemplate.objects.filter(pk=gone, removed_at__isnull=False).first() if gone else None,
    }
    return render(request, "templates/templates.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def made(request: Asked, campaign_id: int) -> HttpResponse:
    """What a campaign says becomes a template."""
    campaign = get_object_or_404(Campaign.every, pk=campaign_id)
    name, folder = request.POST.get("name", campaign.name), request.POST.get("folder", campaign.whole.folder)
    if request.method == "POST":
        try:
            keep.make(campaign, name, folder=folder, by=request.user)
        except keep.TemplateError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("The template is kept."))
            return redirect("templates")
    given = {"campaign": campaign, "name": name, "folder": folder, "folders": keep.folders()}
    return render(request, "templates/new.html", given)


@require_POST
def renamed(request: Asked, template_id: int) -> HttpResponse:
    row = get_object_or_404(MessageTemplate, pk=template_id)
    try:
        keep.rename(row, request.POST.get("name", ""), folder=request.POST.get("folder", ""), by=request.user)
    except keep.TemplateError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Saved."))
    return redirect("templates")


@require_POST
def removed(request: Asked, template_id: int) -> HttpResponse:
    """Or had back, with `back`."""
    row = get_object_or_404(MessageTemplate, pk=template_id)
    found = redirect("templates")
    if "back" in request.POST:
        keep.restore(row, by=request.user)
    else:
        keep.remove(row, by=request.user)
        found["Location"] += f"?gone={row.pk}"
    return found


def begun(number: str | None) -> Campaign | None:
    """The draft with which one begins, of the address."""
    pk = whole_number(number)
    row = keep.templates().filter(pk=pk).first() if pk is not None else None
    return keep.begun(row) if row is not None else None
