"""How sizes, colours and ratios of Flex components are written."""

import re
from typing import Any

from polku.lab.line.schema.checks import Check
from polku.lab.line.schema.faults import Faults, Place

PX, SHARE = r"\d+(?:\.\d+)?px", r"\d+(?:\.\d+)?%"
STEPS = "none|xs|sm|md|lg|xl|xxl"


def written(pattern: str) -> Check:
    form = re.compile(pattern)

    def check(value: Any, at: Place, faults: Faults) -> None:
        if not form.fullmatch(value):
            faults.add(at, "invalid property")

    return check


def ratio(value: Any, at: Place, faults: Faults) -> None:
    """Width to height, each from 1 to 100,000, and at most three times as high as wide."""
    found = re.fullmatch(r"(\d{1,6}(?:\.\d+)?):(\d{1,6}(?:\.\d+)?)", value)
    width, height = map(float, found.groups()) if found else (0.0, 0.0)
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
        faults.add(at, "invalid property")


def angle(value: Any, at: Place, faults: Faults) -> None:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)deg", value)
    if not found or float(found.group(1)) >= 360:
        faults.add(at, "invalid property")


def at_least_0(value: Any, at: Place, faults: Faults) -> None:
    if value < 0:
        faults.add(at, "invalid property")


SPACE = written(rf"{STEPS}|{PX}")
SPACE_OR_SHARE = written(rf"{STEPS}|-?{PX}|-?{SHARE}")
LENGTH = written(rf"{PX}|{SHARE}")
COLOUR = written(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
TEXT_SIZE = written(rf"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|{PX}")
IMAGE_SIZE = written(rf"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|full|{PX}|{SHARE}")
BORDER = written(rf"none|light|normal|medium|semi-bold|bold|{PX}")
OFFSETS = dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), SPACE_OR_SHARE)
PADDINGS = ("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd")
PLACED: dict[str, Check] = {"margin": SPACE, **OFFSETS}
COMMON = PLACED | {"flex": at_least_0}
OF_COMPONENTS: dict[str, dict[str, Check]] = {
    "Box": COMMON
    | {"spacing": SPACE, "backgroundColor": COLOUR, "borderColor": COLOUR, "borderWidth": BORDER}
    | {"cornerRadius": SPACE}
    | dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), LENGTH)
    | dict.fromkeys(PADDINGS, SPACE_OR_SHARE),
    "Button": COMMON | {"color": COLOUR},
    "Image": COMMON | {"size": IMAGE_SIZE, "aspectRatio": ratio, "backgroundColor": COLOUR},
    "Video": {"aspectRatio": ratio},
    "Icon": PLACED | {"size": TEXT_SIZE, "aspectRatio": ratio},
    "Text": COMMON | {"size": TEXT_SIZE, "color": COLOUR, "lineSpacing": written(PX), "maxLines": at_least_0},
    "Span": {"size": TEXT_SIZE, "color": COLOUR},
    "Separator": {"margin": SPACE, "color": COLOUR},
    "Filler": {"flex": at_least_0},
    "BoxLinearGradient": dict.fromkeys(("startColor", "endColor", "centerColor"), COLOUR)
    | {"centerPosition": written(SHARE), "angle": angle},
    "BlockStyle": {"backgroundColor": COLOUR, "separatorColor": COLOUR},
}
FORMS = {f"messaging-api/Flex{name}": said for name, said in OF_COMPONENTS.items()}
