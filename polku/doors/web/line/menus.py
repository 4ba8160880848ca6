"""Rich menus of a LINE account: the list, a new one, and one with its areas."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.line import menu_taps
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.menu_form import BY_HAND, KIND_NAMES, MenuForm, areas_of, bounds_of, of, rows_of
from polku.kit import clock
from polku.say.channels.line.linking.lacks_mail import lacks_mail
from polku.say.channels.line.menus import wanted, write
from polku.say.channels.line.menus.layouts import LAYOUTS
from polku.say.channels.line.menus.models import LineMenu
from polku.say.channels.line.menus.picture import Unfit, fitted
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import told
from polku.say.content.media.names import address

SPARE = 3  # areas by hand that may be added at once


@never_cache
@require_safe
def menus(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    rows = LineMenu.objects.filter(account=row, ended_at__isnull=True).select_related("segment").order_by("-pk")
    shown = [(one, state_of(one), address(one.picture), told(one.trouble)) for one in rows]
    return render(request, "line/menus.html", {"account": row, "tab": "menus", "rows": shown})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked, account: str) -> HttpResponse:
    """The picture first: areas are drawn on it."""
    row = chosen(account)
    is_first = not LineMenu.objects.filter(account=row, ended_at__isnull=True, is_default=True).exists()
    form = MenuForm(request.POST or None, request.FILES or None, initial={"opens": True, "is_default": is_first})
    if form.is_bound and form.is_valid():
        try:
            content, width, height = fitted(form.content())
            layout = LAYOUTS.get(form.cleaned_data["layout"]) or LAYOUTS["one"]
            areas = [{"bounds": one} for one in layout.bounds(width, height)]
            # Not shown before its areas do something: it becomes the default, or a segment's, when it is saved.
            values = form.values() | {"is_default": False, "segment": None, "alias": "", "areas": areas}
            made = write.make(row, picture=content, by=request.user, **values)
        except Unfit as problem:
            form.add_error("picture", str(problem))
        except write.MenuError as problem:
            form.add_error(problem.field, str(problem))
        else:
            return redirect("settings line menu", account, made.pk)
    given = {"account": row, "tab": "menus", "form": form, "layouts": LAYOUTS.items()}
    return render(request, "line/menu_new.html", given, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def menu(request: Asked, account: str, menu_id: int) -> HttpResponse:
    row = chosen(account)
    one = _one(row, menu_id)
    if request.method != "POST":
        return _page(request, row, one, MenuForm(initial=of(one)), rows_of(one.areas, {}))
    form = MenuForm(request.POST, request.FILES)
    bounds = bounds_of(request.POST.get("layout", ""), one, request.POST)
    areas, wrong = areas_of(bounds, request.POST)
    if form.is_valid() and not wrong and request.POST.get("show") != "areas":
        try:
            content = form.content()
            if content:
                content, width, height = fitted(content)
                if (width, height) != (one.width, one.height):
                    areas = _scaled(areas, width / one.width, height / one.height, width, height)
            write.change(one, picture=content, by=request.user, areas=areas, **form.values())
        except Unfit as problem:
            form.add_error("picture", str(problem))
        except write.MenuError as problem:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        else:
            messages.success(request, _("Saved. LINE is told within seconds."))
            return redirect("settings line menu", account, menu_id)
    return _page(request, row, one, form, rows_of(areas, wrong, request.POST))


@require_POST
def ended(request: Asked, account: str, menu_id: int) -> HttpResponse:
    write.end(_one(chosen(account), menu_id), by=request.user)
    messages.success(request, _("The menu is taken away."))
    return redirect("settings line menus", account)


def state_of(one: LineMenu) -> str:
    """live, coming (LINE is being told), waiting (for its time), over, trouble, or kept (nobody is to see it)."""
    if one.trouble:
        return "trouble"
    now = clock.now()
    if one.until_at is not None and one.until_at <= now:
        return "over"
    if not wanted.is_wanted(one, now):
        return "waiting"
    if not wanted.is_for_somebody(one):
        return "kept"
    return "live" if one.live_version == one.version else "coming"


def _one(row: LineAccount, menu_id: int) -> LineMenu:
    among = LineMenu.objects.select_related("segment")
    found: LineMenu = get_object_or_404(among, pk=menu_id, account=row, ended_at__isnull=True)
    return found


def _scaled(areas: list[dict[str, Any]], across: float, down: float, width: int, height: int) -> list[dict[str, Any]]:
    """The same places on a picture of another size."""
    found = []
    for area in areas:
        old = area["bounds"]
        left, top = round(old["x"] * across), round(old["y"] * down)
        right = min(width, round((old["x"] + old["width"]) * across))
        bottom = min(height, round((old["y"] + old["height"]) * down))
        found.append(area | {"bounds": {"x": left, "y": top, "width": right - left, "height": bottom - top}})
    return found


def _page(request: Asked, row: LineAccount, one: LineMenu, form: MenuForm, rows: list[dict[str, Any]]) -> HttpResponse:
    count = len(rows)
    given = {
        "account": row,
        "tab": "menus",
        "menu": one,
        "state": state_of(one),
        "trouble": told(one.trouble),
        "lacks_mail": lacks_mail(one.areas),
        "picture": address(one.picture),
        "form": form,
        "rows": rows,
        "is_by_hand": form["layout"].value() == BY_HAND,
        "spare": [{"number": count + more, "name": count + more + 1} for more in range(SPARE)],
        "kinds": KIND_NAMES.items(),
        **menu_taps.shown(one),
    }
    return render(request, "line/menu.html", given, status=422 if form.errors else 200)
