"""Flex messages: what may stand in what, sizes in bytes, labels."""

from typing import Any

import msgspec

from polku.lab.line.schema.faults import Faults, Place
from polku.lab.line.schema.rules.labels import label

BUBBLE_BYTES, CAROUSEL_BYTES, ANIMATED = 30 * 1_024, 50 * 1_024, 10
IN_BASELINE = {"icon", "text", "filler"}
IN_BOX = {"box", "button", "image", "text", "separator", "filler"}
SIZES_OF_FILMS = ("kilo", "mega", "giga")


def message(one: dict[str, Any], at: Place, faults: Faults) -> None:
    contents = one["contents"]
    text = msgspec.json.encode(contents)
    most = BUBBLE_BYTES if contents["type"] == "bubble" else CAROUSEL_BYTES
    if len(text) > most:
        faults.add((at, "contents"), f"The size of the {contents['type']} must be {most // 1_024} KB or less")
    elif contents["type"] == "carousel" and len(text) > BUBBLE_BYTES:
        for place, bubble_ in enumerate(contents["contents"]):
            if len(msgspec.json.encode(bubble_)) > BUBBLE_BYTES:
                faults.add((((at, "contents"), "contents"), place), "The size of the bubble must be 30 KB or less")
    if text.count(b'"animated":true') > ANIMATED:
        faults.add((at, "contents"), f"At most {ANIMATED} animated images")


def bubble(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if not any(one.get(block) for block in ("header", "hero", "body", "footer")):
        faults.add(at, "At least one block must be specified")
    hero = one.get("hero")
    if hero and hero["type"] not in ("box", "image", "video"):
        faults.add((at, "hero"), "Must be a box, an image or a video")
    if hero and hero["type"] == "video" and (one.get("size") or "mega") not in SIZES_OF_FILMS:
        faults.add((at, "size"), "A bubble with a video must be kilo, mega or giga")
    _labelled(one, at, faults)


def carousel(one: dict[str, Any], at: Place, faults: Faults) -> None:
    bubbles = one["contents"]
    for place, inner in enumerate(bubbles):
        here = ((at, "contents"), place)
        if (inner.get("size") or "mega") != (bubbles[0].get("size") or "mega"):
            faults.add((here, "size"), "The bubbles of a carousel must be of one size")
        if (inner.get("hero") or {}).get("type") == "video":
            faults.add((here, "hero"), "A video cannot be in a carousel")


def box(one: dict[str, Any], at: Place, faults: Faults) -> None:
    allowed = IN_BASELINE if one["layout"] == "baseline" else IN_BOX
    for place, inner in enumerate(one["contents"]):
        if inner["type"] not in allowed:
            where = "a baseline box" if one["layout"] == "baseline" else "a box"
            faults.add((((at, "contents"), place), "type"), f"{inner['type']} cannot be in {where}")
    _labelled(one, at, faults)


def button(one: dict[str, Any], at: Place, faults: Faults) -> None:
    label(one["action"], (at, "action"), faults, most=40, is_needed=True)


def text(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if not one.get("text") and not one.get("contents"):
        faults.add((at, "text"), "must be non-empty text")
    _labelled(one, at, faults)


def span(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if not one.get("text"):
        faults.add((at, "text"), "must be non-empty text")


def video(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if one["altContent"]["type"] not in ("box", "image"):
        faults.add((at, "altContent"), "Must be a box or an image")
    if one.get("action") and one["action"]["type"] != "uri":
        faults.add((at, "action"), "Must be an action of type uri")
    _labelled(one, at, faults)


def styles(one: dict[str, Any], at: Place, faults: Faults) -> None:
    first = one.get("header") or {}
    if first.get("separator") is True:
        faults.add(((at, "header"), "separator"), "The first block cannot have a separator above it")


def gradient(one: dict[str, Any], at: Place, faults: Faults) -> None:
    for name in ("angle", "startColor", "endColor"):
        if not one.get(name):
            faults.add((at, name), "May not be empty")


def _labelled(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if one.get("action"):
        label(one["action"], (at, "action"), faults, most=40, is_needed=False)


RULES = {
    "FlexMessage": message,
    "FlexBubble": bubble,
    "FlexCarousel": carousel,
    "FlexBox": box,
    "FlexButton": button,
    "FlexText": text,
    "FlexSpan": span,
    "FlexVideo": video,
    "FlexImage": _labelled,
    "FlexBubbleStyles": styles,
    "FlexBoxLinearGradient": gradient,
}
