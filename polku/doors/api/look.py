"""The look of customers' pages: one color and a logo."""

from base64 import b64decode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.doors.api.asked import member
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.look import LookIn, LookOut
from polku.doors.api.key import Key
from polku.know.teams.begin import the_team
from polku.say.content.look import palette
from polku.say.content.look.logo import Logo, take
from polku.say.content.look.shown import choose, color_of, logo_now, look_of
from polku.say.content.media.keep import PictureError

router = Router(tags=["look"])
LOOK = "/look"
MAY = Key("settings.edit")


@router.get(LOOK, auth=MAY, response=answers(LookOut), summary="The color and the logo of customers' pages")
def look(request: HttpRequest) -> LookOut:
    team = the_team()
    shown, weak = look_of(team), palette.too_weak(color_of(team))
    return LookOut(
        color=shown.color,
        logo=f"{settings.BASE_URL}{shown.logo}" if shown.logo else "",
        is_weak_on_light=weak[0],
        is_weak_on_dark=weak[1],
    )


@router.patch(LOOK, auth=MAY, response=answers(LookOut, 400, 413, 422), summary="Change the color, or the logo")
def change(request: HttpRequest, given: LookIn) -> LookOut:
    """What is not named stays. Pages that customers open from now on have it; new letters begin with the color."""
    team = the_team()
    color = team.color if given.color is None else given.color.strip().lower()
    if color and not palette.COLOR.match(color):
        raise ApiError(422, "invalid", _("A color is written like #1f6f5c."), field="color")
    logo = logo_now(team) if given.logo is None else _taken(given.logo, request)
    choose(team, color=color, logo=logo, by=member(request))
    return look(request)


def _taken(text: str, request: HttpRequest) -> Logo | None:
    if not text.strip():
        return None
    try:
        content = b64decode(text, validate=True)
    except ValueError as problem:  # of other signs, and of letters that base64 does not know at all
        raise ApiError(422, "invalid", _("This is no base64."), field="logo") from problem
    try:
        return take(content, title="logo", by=member(request))
    except PictureError as problem:
        raise ApiError(422, "invalid", str(problem), field="logo") from problem
