"""A coupon as a form; and one that there is, to begin another with."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from polku.know.teams.models import Member
from polku.say.channels.line.coupons.rewards import REWARDS, amounts_of, name_of, part
from polku.say.channels.line.coupons.wanted import Wanted
from polku.say.channels.line.coupons.zones import ZONES, nearest, zone_of
from polku.say.content.media.keep import PictureError, keep
from polku.say.content.media.kinds import kind_of
from polku.say.content.media.names import MEDIA, address, is_name
from polku.say.content.problem import Problem

WRITTEN = "%Y-%m-%dT%H:%M"
LASTS = timedelta(days=30)
PICTURES = ("image", "barcode")
AMOUNTS = ("amount", "percentage", "original", "reduced")


class CouponForm(forms.Form):
    """Only what each field is; what LINE takes is known in say/channels/line/coupons/wanted.py."""

    title = forms.CharField(max_length=300, required=False)
    description = forms.CharField(max_length=3_000, required=False)
    condition = forms.CharField(max_length=300, required=False)
    code = forms.CharField(max_length=100, required=False)
    image = forms.CharField(max_length=2_000, required=False)
    barcode = forms.CharField(max_length=2_000, required=False)
    starts_at = forms.DateTimeField(input_formats=[WRITTEN, "%Y-%m-%dT%H:%M:%S"])
    ends_at = forms.DateTimeField(input_formats=[WRITTEN, "%Y-%m-%dT%H:%M:%S"])
    zone = forms.ChoiceField(choices=[(name, name) for name in ZONES])
    reward = forms.ChoiceField(choices=[(name, name) for name in REWARDS])
    amount = forms.IntegerField(required=False)
    percentage = forms.IntegerField(required=False)
    original = forms.IntegerField(required=False)
    reduced = forms.IntegerField(required=False)
    is_public = forms.BooleanField(required=False)
    is_endless = forms.BooleanField(required=False)
    is_draw = forms.BooleanField(required=False)
    chance = forms.IntegerField(required=False)
    winners = forms.IntegerField(required=False)

    def full_clean(self) -> None:
        """Times are those of the coupon's own zone."""
        with timezone.override(zone_of(str(self.data.get("zone", "")))):
            super().full_clean()

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        texts = {name: given[name] for name in ("title", "description", "condition", "code", "zone", "reward")}
        return Wanted(
            **texts,
            **{name: whole(given[name]) for name in PICTURES},
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
            amounts={name: given[name] for name in AMOUNTS},
            is_public=given["is_public"],
            is_endless=given["is_endless"],
            chance=(given["chance"] or 0) if given["is_draw"] else None,
            winners=given["winners"] if given["is_draw"] else None,
        )


def usual(*, now: datetime, zone: str) -> dict[str, Any]:
    """What stands in an empty form. `zone`: the team's."""
    name = nearest(zone, now=now)
    begins = now.astimezone(zone_of(name)).replace(minute=0)
    ends = (begins + LASTS).replace(hour=23, minute=59)
    times = {"starts_at": begins.strftime(WRITTEN), "ends_at": ends.strftime(WRITTEN)}
    return {"zone": name, "reward": "discount-percentage", **times}


def of_told(told: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """For a copy: what LINE tells; a period that has begun begins now, and lasts as long as it did."""
    zone = zone_of(str(told.get("timezone") or ""))
    starts, ends = (_instant(told.get(name), zone) for name in ("startTimestamp", "endTimestamp"))
    lasts = ends - starts if starts and ends and ends > starts else LASTS
    starts = starts if starts and starts > now else now.astimezone(zone)
    ends = ends if ends and ends > now else starts + lasts
    condition, reward = part(told, "acquisitionCondition"), part(told, "reward")
    winners = condition.get("maxAcquireCount")
    names = {"title": "title", "description": "description", "condition": "usageCondition", "code": "couponCode"}
    names |= {"image": "imageUrl", "barcode": "barcodeImageUrl"}
    return {
        **{ours: told.get(lines) or "" for ours, lines in names.items()},
        **amounts_of(reward),
        "zone": told.get("timezone") or "ASIA_TOKYO",
        "starts_at": starts.strftime(WRITTEN),
        "ends_at": ends.strftime(WRITTEN),
        "reward": name_of(reward) or "others",
        "is_public": told.get("visibility") == "PUBLIC",
        "is_endless": told.get("maxUseCountPerTicket") != 1,
        "is_draw": condition.get("type") == "lottery",
        "chance": condition.get("lotteryProbability"),
        "winners": winners if isinstance(winners, int) and winners > 0 else None,
    }


def taken(files: Mapping[str, Any], data: dict[str, Any], *, by: Member) -> list[Problem]:
    """Keep the pictures that came with the form: their addresses go into `data`. What was refused is told."""
    found = []
    for name in PICTURES:
        file = files.get(f"{name}_file")
        if file is None:
            continue
        content = file.read()
        kind = kind_of(content)
        try:
            if kind is None or kind.ending not in ("png", "jpg"):
                found.append(Problem(_("This is no picture that can be read: PNG or JPEG, please."), field=name))
            else:
                data[name] = address(keep(content, title=data.get("title", ""), by=by).name)
        except PictureError as problem:
            found.append(Problem(str(problem), field=name))
    return found


def whole(src: str) -> str:
    """The address from which LINE takes a picture."""
    is_ours = src.startswith(MEDIA) and is_name(src.removeprefix(MEDIA))
    return f"{settings.BASE_URL}{src}" if is_ours else src.strip()


def _instant(seconds: Any, zone: ZoneInfo) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
