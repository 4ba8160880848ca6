"""Rich menus."""

from typing import Any

from polku.lab.line.schema.faults import Faults, Place
from polku.lab.line.schema.rules.labels import label

WIDTHS, HEIGHT_LEAST, RATIO_LEAST = (800, 2_500), 250, 1.45


def rich_menu(menu: dict[str, Any], at: Place, faults: Faults) -> None:
    width, height = menu["size"]["width"], menu["size"]["height"]
    if not WIDTHS[0] <= width <= WIDTHS[1]:
        faults.add(((at, "size"), "width"), f"Must be between {WIDTHS[0]} and {WIDTHS[1]}")
    if height < HEIGHT_LEAST:
        faults.add(((at, "size"), "height"), f"Must be greater than or equal to {HEIGHT_LEAST}")
    if width / height < RATIO_LEAST:
        faults.add((at, "size"), f"The aspect ratio (width / height) must be {RATIO_LEAST} or more")
    for place, area in enumerate(menu["areas"]):
        here, bounds = ((at, "areas"), place), area["bounds"]
        if bounds["x"] + bounds["width"] > width or bounds["y"] + bounds["height"] > height:
            faults.add((here, "bounds"), "The area must lie within the menu")
        label(area["action"], (here, "action"), faults, most=20, is_needed=False, where="rich menu")


RULES = {"RichMenuRequest": rich_menu}
