"""What a press does, as LINE writes it."""

import re
from typing import Any

from django.utils.translation import gettext as _

from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.content.setting import Setting
from polku.say.channels.line.linking.links import WORD
from polku.say.content.chat import actions as can
from polku.say.content.chat.lengths import Bound

MOMENTS = {
    "date": re.compile(r"(19|20|21)\d\d-\d\d-\d\d"),
    "time": re.compile(r"([01]\d|2[0-3]):[0-5]\d"),
    "datetime": re.compile(r"(19|20|21)\d\d-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d"),
}
IN_QUICK_REPLIES = (can.Camera, can.CameraRoll, can.SendPlace)


def action(
    setting: Setting,
    given: can.MenuAction | None,
    place: str,
    *,
    label: Bound,
    needs_label: bool = True,
    is_quick: bool = False,
) -> dict[str, Any]:
    """`label`: how long it may be there. A missing one is told of where it must be there."""
    if given is None:
        setting.wrong(_("Say what a press does."), place)
        return {"type": "message", "text": ""}
    if isinstance(given, IN_QUICK_REPLIES) and not is_quick:
        setting.wrong(_("Camera, pictures and place can only be asked for in quick replies."), place)
    made: dict[str, Any] = {"type": given.__struct_config__.tag}
    if given.label or needs_label:
        made["label"] = setting.line(given.label, f"{place}.label", label)
    return made | _rest(setting, given, place)


def _rest(setting: Setting, given: can.MenuAction, place: str) -> dict[str, Any]:
    match given:
        case can.Postback():
            return _postback(setting, given, place)
        case can.Say(text=text):
            return {"text": setting.words(text, f"{place}.text", bound("action", "text"))}
        case can.Link():
            made: dict[str, Any] = {"uri": setting.address(given.url, f"{place}.url")}
            if given.desktop_url:
                made["altUri"] = {"desktop": setting.address(given.desktop_url, f"{place}.desktop_url")}
            return made
        case can.PickTime():
            return _moment(setting, given, place)
        case can.Copy(text=text):
            return {"clipboardText": setting.words(text, f"{place}.text", bound("action", "clipboard"))}
        case can.Connect():
            return {"type": "postback", "data": WORD}
        case can.SwitchMenu():
            data = setting.words(given.data, f"{place}.data", bound("action", "data"), is_required=False)
            return {"richMenuAliasId": given.alias, "data": data}
    return {}


def _postback(setting: Setting, given: can.Postback, place: str) -> dict[str, Any]:
    made: dict[str, Any] = {"data": setting.words(given.data, f"{place}.data", bound("action", "data"))}
    for name, ours, text in (
        ("displayText", "display_text", given.display_text),
        ("fillInText", "fill_in_text", given.fill_in_text),
    ):
        if text:
            made[name] = setting.words(text, f"{place}.{ours}", bound("action", ours), is_required=False)
    if given.input_option:
        made["inputOption"] = given.input_option
    if given.fill_in_text and given.input_option != "openKeyboard":
        setting.wrong(_("A text to fill in needs the keyboard to open."), f"{place}.fill_in_text")
    return made


def _moment(setting: Setting, given: can.PickTime, place: str) -> dict[str, Any]:
    made: dict[str, Any] = {"data": setting.words(given.data, f"{place}.data", bound("action", "data"))}
    made["mode"] = given.mode
    for name, ours, text in (("initial", "initial", given.initial), ("min", "least", given.least),
                             ("max", "most", given.most)):  # fmt: skip
        if not text:
            continue
        if "{" not in text and not MOMENTS[given.mode].fullmatch(text):
            sentence = _("A date is written 2026-08-31, a time 18:30, both together 2026-08-31T18:30.")
            setting.wrong(sentence, f"{place}.{ours}")
        made[name] = setting.words(text, f"{place}.{ours}")
    if given.least and given.most and "{" not in given.least + given.most and given.least >= given.most:
        setting.wrong(_("The earliest must come before the latest."), f"{place}.least")
    return made
