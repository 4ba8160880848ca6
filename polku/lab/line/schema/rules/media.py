"""Films, sounds, places, stickers, coupons."""

import re
from typing import Any

from polku.lab.line.schema.faults import Faults, Place

TRACKING = re.compile(r"[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>\[\]]{1,100}")
TAG = re.compile(r"[a-zA-Z0-9_]{1,30}")
REFUSED_NAMES = {"line"}


def video(message: dict[str, Any], at: Place, faults: Faults) -> None:
    if "trackingId" in message and not TRACKING.fullmatch(message["trackingId"] or ""):
        faults.add((at, "trackingId"), "The trackingId is invalid")


def audio(message: dict[str, Any], at: Place, faults: Faults) -> None:
    if message["duration"] < 1:
        faults.add((at, "duration"), "Must be greater than 0")


def location(message: dict[str, Any], at: Place, faults: Faults) -> None:
    for field, most in (("latitude", 90), ("longitude", 180)):
        if not -most <= message[field] <= most:
            faults.add((at, field), f"Must be between -{most} and {most}")


def sticker(message: dict[str, Any], at: Place, faults: Faults) -> None:
    for field in ("packageId", "stickerId"):
        if not message[field].isdecimal():
            faults.add((at, field), "Must be the id of a sticker that can be sent")


def coupon(message: dict[str, Any], at: Place, faults: Faults) -> None:
    if message.get("deliveryTag") is not None and not TAG.fullmatch(message["deliveryTag"]):
        faults.add((at, "deliveryTag"), "Must match [a-zA-Z0-9_]{1,30}")


def sender(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if (one.get("name") or "").strip().casefold() in REFUSED_NAMES:
        faults.add((at, "name"), "The name contains a word that cannot be used")


RULES = {
    "VideoMessage": video,
    "AudioMessage": audio,
    "LocationMessage": location,
    "StickerMessage": sticker,
    "CouponMessage": coupon,
    "Sender": sender,
}
