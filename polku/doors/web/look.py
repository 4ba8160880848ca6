"""Settings of the shop's look on customers' pages: its name, logo and color, beside how they come out."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.know.teams.models import Team
from polku.say.content.advice.contrast import LEAST
from polku.say.content.look import palette
from polku.say.content.look.logo import Logo, take
from polku.say.content.look.shown import Look, choose, color_of, logo_now, look_of
from polku.say.content.media.keep import MOST_BYTES, PictureError, TooBig

SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Tried:
    """A color, and how it does. `light`, `dark`: its contrast on such pages."""

    color: str
    found: palette.Palette
    light: str
    dark: str
    is_weak_on_light: bool
    is_weak_on_dark: bool

    @property
    def has_white_letters(self) -> bool:
        return self.found.on_button == palette.WHITE


def look(request: Asked) -> HttpResponse:
    """`?color=`: one that is tried, not yet chosen; a part of the page for htmx."""
    team = request.team
    if request.method == "POST":
        wrong = _chosen(request, team)
        if not wrong:
            messages.success(request, _("Saved."))
            return redirect("settings look")
        return render(request, "team/look.html", _given(team, request.POST.get("color", "")) | wrong, status=422)
    given = _given(team, request.GET.get("color", ""))
    return render(request, "team/look_tried.html" if request.htmx else "team/look.html", given)


@require_safe
def sample(request: Asked) -> HttpResponse:
    """A customer's page, for a frame: with the color of the address, and by day or night."""
    team = request.team
    shown = look_of(team)
    color = _color(request.GET.get("color", "")) or color_of(team)
    scheme = request.GET.get("scheme", "")
    given = {
        "shop": team,
        "look": Look(color, shown.logo, shown.width, shown.height, shown.ground),
        "language": request.LANGUAGE_CODE,
        "scheme": scheme if scheme in SCHEMES else "light",
    }
    answer = render(request, "team/look_sample.html", given)
    answer["Content-Security-Policy"] = POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer


POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'none'"
)


def _chosen(request: Asked, team: Team) -> dict[str, str]:
    """What was wrong, by field."""
    color, logo = _color(request.POST.get("color", "")), logo_now(team)
    if request.POST.get("do") == "usual":
        color = color_of(Team())
    if not color:
        return {"wrong_color": _("A color is written like #1f6f5c.")}
    if request.POST.get("logo_off"):
        logo = None
    if file := request.FILES.get("logo"):
        try:
            logo = _taken(file.size or 0, file.read(MOST_BYTES + 1), file.name or "", request)
        except PictureError as problem:
            return {"wrong_logo": str(problem)}
    choose(team, color="" if color == color_of(Team()) else color, logo=logo, by=request.user)
    return {}


def _taken(size: int, content: bytes, name: str, request: Asked) -> Logo:
    """Raises PictureError."""
    if size > MOST_BYTES:
        raise TooBig
    return take(content, title=name, by=request.user)


def _given(team: Team, asked: str) -> dict[str, object]:
    color = _color(asked) or color_of(team)
    contrast, weak = palette.on_page(color), palette.too_weak(color)
    tried = Tried(color, palette.palette(color), contrast.light, contrast.dark, *weak)
    return {
        "tried": tried,
        "look": look_of(team),
        "schemes": SCHEMES,
        "least": LEAST,
        "usual": color_of(Team()),
    }


def _color(text: str) -> str:
    found = text.strip().lower()
    return found if palette.COLOR.match(found) else ""
