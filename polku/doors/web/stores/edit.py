"""Describing a store, and changing what was said of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.stores.form import StoreForm, initial, shown
from polku.kit import clock
from polku.know.places.models import Store
from polku.know.places.opening import DAY
from polku.know.places.problems import PlaceError
from polku.know.places.said import WEEK
from polku.know.places.stores import describe, remove

PAGE = "settings stores"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def store(request: Asked, store_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(Store, pk=store_id) if store_id is not None else None
    zone = request.team.time_zone or "UTC"
    if request.method == "POST":
        form = StoreForm(request.POST)
        if form.is_valid() and _kept(form, row, request):
            messages.success(request, _("Saved."))
            return redirect(PAGE)
    else:
        form = StoreForm(initial=initial(row, key=request.GET.get("key", "")[:100].replace("\0", ""), zone=zone))
    given = {"store": row, "form": form} | shown(form, row, today=clock.now().date() - DAY)
    return render(request, "stores/store.html", given, status=422 if form.is_bound else 200)


@require_POST
def removed(request: Asked, store_id: int) -> HttpResponse:
    remove(get_object_or_404(Store, pk=store_id), by=request.user)
    messages.success(request, _("The store is removed."))
    return redirect(PAGE)


def _kept(form: StoreForm, row: Store | None, request: Asked) -> bool:
    try:
        key = row.key if row is not None else form.cleaned_data["key"]
        describe(key, form.said(), by=request.user, is_new=row is None)
    except PlaceError as problem:
        sentence = str(problem)
        part, _dot, place = problem.field.partition(".")
        if part == "week" and place.isdecimal() and int(place) < WEEK:
            sentence = f"{WEEKDAYS[int(place)]}: {sentence}"
        elif place:
            sentence = f"{place}: {sentence}"
        form.add_error(problem.field if problem.field in form.fields else None, sentence)
        return False
    return True
