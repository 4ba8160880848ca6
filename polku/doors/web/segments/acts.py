"""What the buttons of a segment's page do."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.segments.name import NameForm
from polku.flow import USES
from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.know.rules.unanswered import why
from polku.know.segments import lists, segments
from polku.know.segments.archive import archive as put_away
from polku.know.segments.archive import unarchive
from polku.know.segments.errors import NameTaken, SegmentError, SegmentInUse
from polku.know.segments.models import Segment
from polku.know.segments.uses import Use


@require_POST
def name(request: Asked, segment_id: int) -> HttpResponse:
    row, form = get_object_or_404(Segment, pk=segment_id), NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A segment needs a name."))
        return redirect("segment", row.pk)
    try:
        segments.edit(row, name=form.cleaned_data["name"], by=request.user)
    except SegmentError as problem:
        messages.error(request, problem.sentence)
    else:
        messages.success(request, _("The name is changed."))
    return redirect("segment", row.pk)


@require_POST
def copy(request: Asked, segment_id: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    try:
        made = lists.copy(row, by=request.user)
    except RuleError as problem:
        messages.error(request, _("It cannot be copied: %(problem)s") % {"problem": problem.sentence})
        return redirect("segment", row.pk)
    messages.success(request, _("This is the copy."))
    return redirect("segment", made.pk)


@require_POST
def snapshot(request: Asked, segment_id: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    now = clock.now()
    title = _("%(name)s, as of %(day)s") % {"name": row.name[:150], "day": now.date().isoformat()}
    try:
        made = lists.snapshot(row, name=title, by=request.user, now=now)
    except NameTaken:
        made = lists.snapshot(row, by=request.user, now=now)
    except (RuleError, ColumnsError) as problem:
        sentence = why(problem) if isinstance(problem, ColumnsError) else str(problem)
        messages.error(request, _("The people cannot be kept just now: %(problem)s") % {"problem": sentence})
        return redirect("segment", row.pk)
    messages.success(request, _("Whoever is in it now is kept as a list."))
    return redirect("segment", made.pk)


@require_POST
def restore(request: Asked, segment_id: int, number: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    version = get_object_or_404(row.versions, number=number)
    try:
        segments.restore(row, version.number, by=request.user)
    except (RuleError, SegmentError) as problem:
        messages.error(request, _("It cannot be restored: %(problem)s") % {"problem": problem})
    else:
        messages.success(request, _("The rule of that version holds again."))
    return redirect("segment", row.pk)


@require_POST
def follow(request: Asked, segment_id: int) -> HttpResponse:
    """Whether who joins and leaves is followed."""
    row = get_object_or_404(Segment, pk=segment_id)
    try:
        segments.edit(row, is_live=request.POST.get("live") == "yes", by=request.user)
    except SegmentError as problem:
        messages.error(request, problem.sentence)
    return redirect("segment", row.pk)


@require_POST
def archive(request: Asked, segment_id: int) -> HttpResponse:
    """Into the archive, or back."""
    row = get_object_or_404(Segment, pk=segment_id)
    try:
        if request.POST.get("archived") == "yes":
            put_away(row, by=request.user, users=USES)
            messages.success(request, _("The segment is in the archive. Nobody follows it any more."))
        else:
            unarchive(row, by=request.user)
            messages.success(request, _("The segment is back, and everybody is asked anew."))
    except SegmentInUse as in_use:
        messages.error(request, _stays([use for use in in_use.uses if not use.is_past]))
    except RuleError as problem:
        messages.error(request, _("It cannot be taken back: %(problem)s") % {"problem": problem.sentence})
    return redirect("segment", row.pk)


@require_POST
def remove(request: Asked, segment_id: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=segment_id)
    try:
        segments.remove(row, by=request.user, users=USES)
    except SegmentInUse as in_use:
        messages.error(request, _stays(in_use.uses))
        return redirect("segment", segment_id)
    messages.success(request, _("The segment is gone."))
    return redirect("segments")


def _stays(uses: Sequence[Use]) -> str:
    names = ", ".join(f"“{use.name}”" for use in uses[:5])
    return _("It stays, because this uses it: %(names)s") % {"names": names}
