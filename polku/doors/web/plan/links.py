"""Where an item of the calendar leads, how it looks, what its place is called."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.act.plan.calendar_models import Post
from polku.act.plan.items import LINE, POST, TIME, Item

PLACES: dict[str, str | Promise] = {
    Post.Place.WECHAT_MOMENTS.value: _("WeChat Moments"),
    Post.Place.LINE_VOOM.value: _("LINE VOOM"),
    Post.Place.INSTAGRAM.value: _("Instagram"),
    Post.Place.OTHER.value: _("Elsewhere"),
}


def link_of(item: Item) -> str:
    if item.kind == LINE:
        return reverse("settings line broadcast", args=[item.account, item.number])
    if item.kind == POST:
        return reverse("plan post", args=[item.number])
    return reverse("campaign", args=[item.number])


def icon_of(item: Item) -> str:
    if item.kind == TIME:
        return "repeat"
    if item.kind == LINE:
        return "speakerphone"
    return "hand-click" if item.kind == POST else "send"


def place_name(place: str) -> str:
    return str(PLACES.get(place, place))
