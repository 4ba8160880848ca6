"""Pictures with areas to press."""

import re
from typing import Any

from django.utils.translation import gettext as _

from polku.say.channels.line.content.bounds import bound, most
from polku.say.channels.line.content.media import file
from polku.say.channels.line.content.pictures import PREVIEW, is_uploaded, picture
from polku.say.channels.line.content.setting import Setting
from polku.say.content.chat.actions import Copy, Link, Say
from polku.say.content.chat.blocks import Imagemap
from polku.say.content.chat.parts import Area, AreaVideo

ENDING = re.compile(r"\.(png|jpe?g|gif|webp)$", re.IGNORECASE)


def imagemap(setting: Setting, block: Imagemap, place: str) -> dict[str, Any]:
    width = most("imagemap", "base_width")
    if not 1 <= block.height <= 10 * width:
        setting.wrong(_("Say how high the picture is when it is 1,040 wide."), f"{place}.height")
    if not block.areas and block.video is None:
        setting.wrong(_("Draw at least one area."), f"{place}.areas")
    sentence = _("There are at most {most} areas.")
    setting.count(len(block.areas), "imagemap", "actions", f"{place}.areas", sentence)
    areas = enumerate(block.areas, start=1)
    made: dict[str, Any] = {
        "baseUrl": _base(setting, block.src, f"{place}.src"),
        "baseSize": {"width": width, "height": block.height},
        "actions": [_area(setting, one, block, f"{place}.areas.{number}") for number, one in areas],
    }
    return made | ({"video": _video(setting, block.video, block, f"{place}.video")} if block.video else {})


def _base(setting: Setting, src: str, place: str) -> str:
    """To which LINE adds /1040 and the like."""
    url = picture(setting, src, place, size="")
    if is_uploaded(src):
        return url.removesuffix("/")
    if ENDING.search(url):
        setting.wrong(_("LINE adds the width to this address (…/1040), so it has no ending like .png."), place)
    return url


def _area(setting: Setting, one: Area, block: Imagemap, place: str) -> dict[str, Any]:
    made: dict[str, Any] = {"area": _bounds(setting, one, block, place)}
    match one.action:
        case Link(url=url):
            longest = bound("imagemap", "link").most
            made |= {"type": "uri", "linkUri": setting.address(url, f"{place}.action.url", longest=longest)}
        case Say(text=text):
            made |= {"type": "message", "text": setting.words(text, f"{place}.action.text", bound("imagemap", "text"))}
        case Copy(text=text):
            words = setting.words(text, f"{place}.action.text", bound("imagemap", "clipboard"))
            made |= {"type": "clipboard", "clipboardText": words}
        case None:
            setting.wrong(_("Say what a press does."), f"{place}.action")
            return made | {"type": "message", "text": ""}
    if one.action.label:
        made["label"] = setting.line(one.action.label, f"{place}.action.label", bound("imagemap", "label"))
    return made


def _video(setting: Setting, one: AreaVideo, block: Imagemap, place: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "originalContentUrl": file(setting, one.src, f"{place}.src"),
        "previewImageUrl": picture(setting, one.preview, f"{place}.preview", size=PREVIEW),
        "area": _bounds(setting, one, block, place),
    }
    if one.url or one.label:
        label = setting.line(one.label, f"{place}.label", bound("imagemap", "video_label"))
        made["externalLink"] = {"linkUri": setting.address(one.url, f"{place}.url"), "label": label}
    return made


def _bounds(setting: Setting, one: Area | AreaVideo, block: Imagemap, place: str) -> dict[str, int]:
    is_inside = one.x >= 0 and one.y >= 0 and one.width > 0 and one.height > 0
    if not is_inside or one.x + one.width > most("imagemap", "base_width") or one.y + one.height > block.height:
        setting.wrong(_("This area does not lie within the picture."), place)
    return {"x": one.x, "y": one.y, "width": one.width, "height": one.height}
