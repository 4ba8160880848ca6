"""Segments of people who are named one by one: pasted, or from a file."""

from collections.abc import Iterable
from itertools import chain

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.segments.name import NameForm
from polku.doors.web.widgets.amounts import number
from polku.know.segments import lists
from polku.know.segments.errors import NameTaken, SegmentArchived
from polku.know.segments.models import Segment
from polku.know.segments.naming import Named, whom

SHOWN = 20  # of the lines that name nobody


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked) -> HttpResponse:
    name = NameForm(request.POST if request.method == "POST" else None)
    named = whom(_lines(request)) if request.method == "POST" else None
    if named is not None and name.is_valid() and named.people:
        try:
            made = lists.make_list(name.cleaned_data["name"], identities=named.people.values(), by=request.user)
        except NameTaken as taken:
            name.add_error("name", taken.sentence)
        else:
            _tell(request, named)
            return redirect("segment", made.pk)
    given = {"name": name, "named": named, "text": request.POST.get("people", ""), "most": SHOWN}
    return render(request, "segments/list_new.html", given)


@require_POST
def grown(request: Asked, segment_id: int) -> HttpResponse:
    """More people on a list, or others instead of all who stand there."""
    row = get_object_or_404(Segment, pk=segment_id, kind=Segment.Kind.LIST)
    named = whom(_lines(request))
    change = lists.replace if request.POST.get("instead") else lists.add
    try:
        if named.people:
            change(row, named.people.values(), by=request.user)
        _tell(request, named)
    except SegmentArchived as problem:
        messages.error(request, problem.sentence)
    return redirect("segment", row.pk)


def _lines(request: Asked) -> Iterable[str]:
    file = request.FILES.get("file")
    from_file = (line.decode("utf-8", "replace") for line in file) if file is not None else ()
    return chain(request.POST.get("people", "").splitlines(), from_file)


def _tell(request: Asked, named: Named) -> None:
    count = len(named.people)
    words = {"count": number(count)}
    found = ngettext("%(count)s person was found.", "%(count)s people were found.", count) % words
    (messages.success if count else messages.error)(request, found)
    if named.refused_count:
        first = named.refused[0]
        words = {"count": number(named.refused_count), "line": number(first.line), "given": first.given}
        form = ngettext(
            "%(count)s line names nobody who is known: line %(line)s, “%(given)s”.",
            "%(count)s lines name nobody who is known; the first is line %(line)s, “%(given)s”.",
            named.refused_count,
        )
        messages.warning(request, form % words)
