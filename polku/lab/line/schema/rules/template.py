"""Template messages: texts are shorter beside an image or a title; columns look alike."""

from typing import Any

from polku.lab.line.schema.faults import Faults, Place
from polku.lab.line.schema.fields import too_long
from polku.lab.line.schema.rules.labels import label

TEXT_BESIDE = 60
LOOKS = {"imageAspectRatio": ("rectangle", "square"), "imageSize": ("cover", "contain")}


def buttons(template: dict[str, Any], at: Place, faults: Faults) -> None:
    _look(template, at, faults)
    _one(template, at, faults)


def confirm(template: dict[str, Any], at: Place, faults: Faults) -> None:
    _labels(template["actions"], (at, "actions"), faults)


def carousel(template: dict[str, Any], at: Place, faults: Faults) -> None:
    _look(template, at, faults)
    columns = template["columns"]
    for place, column in enumerate(columns):
        here = ((at, "columns"), place)
        _one(column, here, faults)
        if len(column["actions"]) != len(columns[0]["actions"]):
            faults.add((here, "actions"), "The number of actions must be the same in every column")
        for name in ("thumbnailImageUrl", "title"):
            if bool(column.get(name)) != bool(columns[0].get(name)):
                faults.add((here, name), "Must be in every column or in none")


def image_carousel(template: dict[str, Any], at: Place, faults: Faults) -> None:
    for place, column in enumerate(template["columns"]):
        label(column["action"], (((at, "columns"), place), "action"), faults, most=12, is_needed=False)


def _one(part: dict[str, Any], at: Place, faults: Faults) -> None:
    has_more = part.get("thumbnailImageUrl") or part.get("title")
    if has_more and too_long(part["text"], most=TEXT_BESIDE, counter="graphemes"):
        faults.add((at, "text"), f"Length must be between 1 and {TEXT_BESIDE}")
    _labels(part["actions"], (at, "actions"), faults)
    if part.get("defaultAction"):
        label(part["defaultAction"], (at, "defaultAction"), faults, most=20, is_needed=False)


def _labels(actions: list[dict[str, Any]], at: Place, faults: Faults) -> None:
    for place, action in enumerate(actions):
        label(action, (at, place), faults, most=20, is_needed=True)


def _look(template: dict[str, Any], at: Place, faults: Faults) -> None:
    for name, allowed in LOOKS.items():
        if template.get(name) is not None and template[name] not in allowed:
            faults.add((at, name), f"Must be one of the following values: [{', '.join(allowed)}]")


RULES = {
    "ButtonsTemplate": buttons,
    "ConfirmTemplate": confirm,
    "CarouselTemplate": carousel,
    "ImageCarouselTemplate": image_carousel,
}
