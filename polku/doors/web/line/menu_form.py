"""A rich menu as a form: its picture, its areas by layout or by hand, and what each does."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from polku.know.segments.models import Segment
from polku.say.channels.line.limits import limits
from polku.say.channels.line.menus.actions import KINDS, Wrong, action, entered
from polku.say.channels.line.menus.layouts import LAYOUTS, layout_of
from polku.say.channels.line.menus.models import LineMenu

MOST_BYTES = 5 * 1024 * 1024
BY_HAND = "by-hand"
KIND_NAMES = {
    "": gettext_lazy("Nothing"),
    "uri": gettext_lazy("Opens a page"),
    "message": gettext_lazy("Says something in the chat"),
    "connect": gettext_lazy("Connects their customer account"),
    "postback": gettext_lazy("Tells us something"),
    "richmenuswitch": gettext_lazy("Changes to another menu"),
}
SIDES = ("x", "y", "width", "height")


class MenuForm(forms.Form):
    title = forms.CharField(max_length=100)
    chat_bar = forms.CharField(max_length=56, initial=gettext_lazy("Menu"))
    picture = forms.FileField(required=False)
    layout = forms.ChoiceField(choices=[(key, one.name) for key, one in LAYOUTS.items()], initial="six", required=False)
    opens = forms.BooleanField(required=False)
    is_default = forms.BooleanField(required=False)
    alias = forms.CharField(max_length=32, required=False)
    segment = forms.ModelChoiceField(Segment.objects.none(), required=False)
    from_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M"])
    until_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M"])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["segment"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Segment.objects.filter(archived_at__isnull=True).order_by("name")
        self.fields["layout"].choices = [*self.fields["layout"].choices, (BY_HAND, gettext_lazy("By hand"))]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        names = ("title", "chat_bar", "opens", "is_default", "alias", "segment", "from_at", "until_at")
        return {name: self.cleaned_data[name] for name in names}

    def content(self) -> bytes:
        """The picture that was chosen; nothing where none was, or where it is far too large to be read."""
        file = self.cleaned_data.get("picture")
        return b"" if file is None or file.size > MOST_BYTES else file.read()


def of(menu: LineMenu) -> dict[str, Any]:
    """A menu's fields, for the form."""
    given = {name: getattr(menu, name) for name in ("title", "chat_bar", "opens", "is_default", "alias", "segment")}
    for name in ("from_at", "until_at"):
        at = getattr(menu, name)
        given[name] = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M") if at else ""
    layout = layout_of(menu.areas, width=menu.width, height=menu.height)
    return given | {"layout": layout or BY_HAND}


def bounds_of(layout: str, menu: LineMenu, posted: Any) -> list[dict[str, int]]:
    """Where the areas lie: by the layout, or as they were typed."""
    if layout in LAYOUTS:
        return LAYOUTS[layout].bounds(menu.width, menu.height)
    found = []
    for number in range(limits()["rich_menu"]["areas"]):
        sides = [posted.get(f"area-{number}-{side}", "").strip() for side in SIDES]
        if all(one.isascii() and one.isdecimal() and len(one) < 6 for one in sides):
            found.append({side: int(one) for side, one in zip(SIDES, sides, strict=True)})
    return found


def areas_of(bounds: Sequence[dict[str, int]], posted: Any) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """Areas with what each does; and by number what is wrong with some."""
    areas: list[dict[str, Any]] = []
    wrong: dict[int, str] = {}
    for number, one in enumerate(bounds):
        area: dict[str, Any] = {"bounds": one}
        kind, value = posted.get(f"area-{number}-kind", ""), posted.get(f"area-{number}-value", "")
        if kind in KINDS:
            try:
                area["action"] = action(kind, value.replace("\0", ""), label=posted.get(f"area-{number}-label", ""))
            except Wrong as problem:
                wrong[number] = str(problem)
        areas.append(area)
    return areas, wrong


def rows_of(areas: Sequence[dict[str, Any]], wrong: dict[int, str], posted: Any = None) -> list[dict[str, Any]]:
    """For the page: a row an area, as it was typed where something is wrong."""
    found = []
    for number, area in enumerate(areas):
        kind, value = entered(area.get("action") or {})
        if posted is not None:
            kind, value = posted.get(f"area-{number}-kind", kind), posted.get(f"area-{number}-value", value)
        label = (area.get("action") or {}).get("label", "")
        bounds = area["bounds"]
        middle = {"cx": bounds["x"] + bounds["width"] // 2, "cy": bounds["y"] + bounds["height"] // 2}
        corner = {"right": bounds["x"] + bounds["width"], "bottom": bounds["y"] + bounds["height"]}
        row = {"number": number, "name": number + 1, "kind": kind, "value": value, "label": label, **corner}
        row["prefix"] = f"area-{number}-"
        found.append(row | {"bounds": bounds, **middle, "wrong": wrong.get(number, "")})
    return found
