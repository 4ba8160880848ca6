"""Messages that are not words: stickers, pictures, videos, sounds, places, coupons, pictures with areas."""

import re
from typing import Any

from django.utils.translation import gettext as _

from polku.say.channels.line.content.addresses import secure
from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.content.pictures import LARGE, PREVIEW, picture
from polku.say.channels.line.content.setting import Setting
from polku.say.content.chat.blocks import Audio, Coupon, Image, Location, Sticker, Video

NUMBER = re.compile(r"[0-9]{1,20}")
TRACKING = re.compile(r"[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>\[\]]*")
TAG = re.compile(r"[a-zA-Z0-9_]*")
DEGREES = {"latitude": 90, "longitude": 180}


def sticker(setting: Setting, block: Sticker, place: str) -> dict[str, Any]:
    if not (NUMBER.fullmatch(block.package_id) and NUMBER.fullmatch(block.sticker_id)):
        setting.wrong(_("A sticker is named by two numbers, of its package and its own."), place)
    return {"type": "sticker", "packageId": block.package_id, "stickerId": block.sticker_id}


def image(setting: Setting, block: Image, place: str) -> dict[str, Any]:
    source = f"{place}.src"
    preview = picture(setting, block.preview or block.src, f"{place}.preview", size=PREVIEW, is_required=False)
    original = picture(setting, block.src, source, size=LARGE)
    return {"type": "image", "originalContentUrl": original, "previewImageUrl": preview}


def video(setting: Setting, block: Video, place: str) -> dict[str, Any]:
    made = {
        "type": "video",
        "originalContentUrl": file(setting, block.src, f"{place}.src"),
        "previewImageUrl": picture(setting, block.preview, f"{place}.preview", size=PREVIEW),
    }
    if not block.tracking_id:
        return made
    if not TRACKING.fullmatch(block.tracking_id) or bound("media", "tracking_id").over(block.tracking_id):
        setting.wrong(_("A tracking id is up to 100 letters, digits and simple signs."), f"{place}.tracking_id")
    return made | {"trackingId": block.tracking_id}


def audio(setting: Setting, block: Audio, place: str) -> dict[str, Any]:
    if block.duration_ms <= 0:
        setting.wrong(_("Say how long the sound is, in milliseconds."), f"{place}.duration_ms")
    original = file(setting, block.src, f"{place}.src")
    return {"type": "audio", "originalContentUrl": original, "duration": block.duration_ms}


def location(setting: Setting, block: Location, place: str) -> dict[str, Any]:
    for name, most in DEGREES.items():
        if not -most <= getattr(block, name) <= most:
            setting.wrong(_("There is no such place on Earth."), f"{place}.{name}")
    return {
        "type": "location",
        "title": setting.line(block.title, f"{place}.title", bound("location", "title")),
        "address": setting.line(block.address, f"{place}.address", bound("location", "address")),
        "latitude": block.latitude,
        "longitude": block.longitude,
    }


def coupon(setting: Setting, block: Coupon, place: str) -> dict[str, Any]:
    if not block.coupon_id.strip():
        setting.wrong(_("Choose a coupon."), f"{place}.coupon_id")
    made = {"type": "coupon", "couponId": block.coupon_id}
    if not block.tag:
        return made
    if not TAG.fullmatch(block.tag) or bound("coupon", "delivery_tag").over(block.tag):
        setting.wrong(_("A tag is up to 30 letters, digits and _."), f"{place}.tag")
    return made | {"deliveryTag": block.tag}


def file(setting: Setting, src: str, place: str) -> str:
    """A video or a sound: always elsewhere."""
    url = secure(src)
    if not url or len(url) > bound("media", "url").most:
        setting.wrong(_("Give the file's address: it begins with https://."), place)
    return url
