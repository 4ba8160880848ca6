"""Segments: audiences with a name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.audience import EVERYBODY, SAMPLE, WITH_EMAIL, BoughtForm, audience, in_words
from polku.doors.web.paging import whole_number
from polku.doors.web.segments.name import NameForm
from polku.flow import USES
from polku.know.segments.models import Segment
from polku.know.segments.segments import NameTaken, SegmentInUse, create
from polku.know.segments.segments import remove as take_away

MOST_SHOWN = 1_000
RULES = {"email": WITH_EMAIL, "everybody": EVERYBODY}  # what can be chosen beside who bought


def segments(request: Asked) -> HttpResponse:
    rows = [(segment, in_words(segment.rule)) for segment in Segment.objects.order_by("name", "pk")]
    return render(request, "segments/segments.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    bought = BoughtForm(data if "least" in data else {"least": 2, "days": 30})
    name = NameForm(data if request.method == "POST" else None, initial={"name": request.GET.get("name", "")})
    whom = data.get("whom", "")
    rule = RULES.get(whom) or (bought.rule() if bought.is_valid() else None)
    found = audience(rule) if rule is not None and request.method != "POST" else None
    if request.method == "POST" and rule is not None and name.is_valid():
        try:
            row = create(name.cleaned_data["name"], rule=rule, by=request.user)
        except NameTaken:
            name.add_error("name", _("There is a segment of this name already. Give this one another."))
        else:
            messages.success(request, _("The segment is saved."))
            return redirect("segment", row.pk)
    part = "segments/found.html" if request.htmx and request.method != "POST" else "segments/new.html"
    return render(request, part, {"bought": bought, "whom": whom, "name": name, "found": found})


def segment(request: Asked, segment_id: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    campaigns = Campaign.objects.filter(segment=row).select_related("launch").order_by("-id")[:20]
    shown = min(whole_number(request.GET.get("people")) or SAMPLE, MOST_SHOWN)
    found = audience(row.rule, people=shown)
    more = min(shown * 5, MOST_SHOWN) if found.count and found.count > shown and shown < MOST_SHOWN else None
    given = {"segment": row, "found": found, "campaigns": campaigns, "more_people": more}
    return render(request, "segments/segment.html", given)


@require_POST
def remove(request: Asked, segment_id: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    try:
        take_away(row, by=request.user, users=USES)
    except SegmentInUse as used:
        names = ", ".join(f"“{use.name}”" for use in used.uses)
        messages.error(request, _("This segment stays, for it is used by %(names)s.") % {"names": names})
        return redirect("segment", segment_id)
    messages.success(request, _("The segment is gone."))
    return redirect("segments")
