"""Actions: what fits together in one, and those of quick replies."""

import re
from typing import Any

from polku.lab.line.schema.faults import Faults, Place
from polku.lab.line.schema.rules.labels import label

DAY = r"(\d{4})-(\d{2})-(\d{2})"
HOUR = r"([01]\d|2[0-3]):[0-5]\d"
FORMS = {"date": DAY, "time": HOUR, "datetime": rf"{DAY}[Tt]{HOUR}"}


def postback(action: dict[str, Any], at: Place, faults: Faults) -> None:
    if action.get("text") is not None and action.get("displayText") is not None:
        faults.add((at, "text"), "text and displayText cannot be used together")
    if action.get("fillInText") is not None and action.get("inputOption") != "openKeyboard":
        faults.add((at, "fillInText"), "fillInText can be used with inputOption openKeyboard only")


def date_picker(action: dict[str, Any], at: Place, faults: Faults) -> None:
    given = {name: action[name] for name in ("initial", "min", "max") if action.get(name) is not None}
    for name, value in given.items():
        is_form = re.fullmatch(FORMS[action["mode"]], value)
        if not is_form or (action["mode"] != "time" and not "1900-01-01" <= value[:10] <= "2100-12-31"):
            faults.add((at, name), f"The format must be that of the mode {action['mode']}")
            return
    if "min" in given and "max" in given and given["min"] >= given["max"]:
        faults.add((at, "min"), "min must be before max")


def quick_reply(item: dict[str, Any], at: Place, faults: Faults) -> None:
    label(item["action"], (at, "action"), faults, most=20, is_needed=True, where="quick reply")


RULES = {"PostbackAction": postback, "DatetimePickerAction": date_picker, "QuickReplyItem": quick_reply}
