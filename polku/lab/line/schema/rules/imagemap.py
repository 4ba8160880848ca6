"""Imagemaps."""

import re
from typing import Any
from urllib.parse import urlsplit

from polku.lab.line.schema.faults import Faults, Place

WIDTH = 1_040
EXTENSION = re.compile(r"\.(png|jpe?g|gif|webp)$", re.IGNORECASE)


def imagemap(message: dict[str, Any], at: Place, faults: Faults) -> None:
    size = message["baseSize"]
    if size["width"] != WIDTH:
        faults.add(((at, "baseSize"), "width"), f"Must be {WIDTH}")
    if size["height"] < 1:
        faults.add(((at, "baseSize"), "height"), "Must be greater than 0")
    if EXTENSION.search(urlsplit(message["baseUrl"]).path):
        faults.add((at, "baseUrl"), "The URL must be without a file's extension")
    for place, action in enumerate(message["actions"]):
        _area(action["area"], size, ((((at, "actions"), place), "area")), faults)
    if video := message.get("video"):
        _area(video["area"], size, ((at, "video"), "area"), faults)


def _area(area: dict[str, int], size: dict[str, int], at: Place, faults: Faults) -> None:
    for start, length, whole in (("x", "width", "width"), ("y", "height", "height")):
        if area[start] < 0 or area[length] < 1 or area[start] + area[length] > size[whole]:
            faults.add((at, length), "The area must lie within the image")


RULES = {"ImagemapMessage": imagemap}
