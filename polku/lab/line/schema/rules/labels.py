"""Labels of actions, whose need and length depend on where the action stands, and which action may stand there."""

from typing import Any

from polku.lab.line.schema.faults import Faults, Place
from polku.lab.line.schema.fields import too_long

IN_QUICK_REPLIES_ONLY = ("camera", "cameraRoll", "location")


def label(action: dict[str, Any], at: Place, faults: Faults, *, most: int, is_needed: bool, where: str = "") -> None:
    """`where`: quick reply, rich menu, or else anywhere in a message."""
    kind = action["type"]
    if kind in IN_QUICK_REPLIES_ONLY and where != "quick reply":
        faults.add((at, "type"), f"The action {kind} can be used in quick replies only")
    if kind == "richmenuswitch" and where != "rich menu":
        faults.add((at, "type"), "The action richmenuswitch can be used in rich menus only")
    said = action.get("label")
    if not said:
        if is_needed:
            faults.add((at, "label"), "May not be empty")
    elif too_long(said, most=most, counter="graphemes"):
        faults.add((at, "label"), f"Length must be between {1 if is_needed else 0} and {most}")
