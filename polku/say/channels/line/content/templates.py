"""Template messages: buttons, confirm, carousel, image carousel."""

from typing import Any

from django.utils.translation import gettext as _

from polku.say.channels.line.content.actions import action
from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.content.pictures import picture
from polku.say.channels.line.content.setting import Setting
from polku.say.content.blocks.read import COLOUR
from polku.say.content.chat.actions import AnyAction
from polku.say.content.chat.blocks import Buttons, Carousel, Confirm, ImageCarousel
from polku.say.content.chat.parts import CarouselColumn

TEMPLATES = Buttons | Confirm | Carousel | ImageCarousel


def template(setting: Setting, block: TEMPLATES, place: str) -> dict[str, Any]:
    match block:
        case Buttons():
            return _buttons(setting, block, place)
        case Confirm():
            return _confirm(setting, block, place)
        case Carousel():
            return _carousel(setting, block, place)
        case ImageCarousel():
            return _image_carousel(setting, block, place)


def _buttons(setting: Setting, block: Buttons, place: str) -> dict[str, Any]:
    made = {"type": "buttons"} | _column(setting, block, place, "buttons")
    if block.src:
        made |= {"imageAspectRatio": block.aspect, "imageSize": block.fit}
    return made


def _confirm(setting: Setting, block: Confirm, place: str) -> dict[str, Any]:
    if len(block.actions) != 2:
        setting.wrong(_("A question has exactly two buttons."), f"{place}.actions")
    words = setting.words(block.text, f"{place}.text", bound("template", "confirm_text"))
    return {"type": "confirm", "text": words, "actions": _actions(setting, block.actions, place)}


def _carousel(setting: Setting, block: Carousel, place: str) -> dict[str, Any]:
    _columns(setting, len(block.columns), "carousel_columns", place)
    for same, sentence in (
        ({len(one.actions) for one in block.columns}, _("All columns need equally many buttons.")),
        ({bool(one.src) for one in block.columns}, _("Either all columns have a picture, or none.")),
        ({bool(one.title) for one in block.columns}, _("Either all columns have a title, or none.")),
    ):
        if len(same) > 1:
            setting.wrong(sentence, f"{place}.columns")
    columns = [
        _column(setting, one, f"{place}.columns.{number}", "carousel")
        for number, one in enumerate(block.columns, start=1)
    ]
    made: dict[str, Any] = {"type": "carousel", "columns": columns}
    if any(one.src for one in block.columns):
        made |= {"imageAspectRatio": block.aspect, "imageSize": block.fit}
    return made


def _image_carousel(setting: Setting, block: ImageCarousel, place: str) -> dict[str, Any]:
    _columns(setting, len(block.columns), "image_carousel_columns", place)
    label = bound("template", "image_carousel_label")
    columns = []
    for number, one in enumerate(block.columns, start=1):
        where = f"{place}.columns.{number}"
        does = action(setting, one.action, f"{where}.action", label=label, needs_label=False)
        columns.append({"imageUrl": picture(setting, one.src, f"{where}.src"), "action": does})
    return {"type": "image_carousel", "columns": columns}


def _column(setting: Setting, one: Buttons | CarouselColumn, place: str, kind: str) -> dict[str, Any]:
    limit = bound("template", f"{kind}_text_with_title" if one.title or one.src else f"{kind}_text")
    made: dict[str, Any] = {"text": setting.words(one.text, f"{place}.text", limit)}
    if one.title:
        made["title"] = setting.line(one.title, f"{place}.title", bound("template", f"{kind}_title"))
    if one.src:
        made["thumbnailImageUrl"] = picture(setting, one.src, f"{place}.src")
        if one.background:
            made["imageBackgroundColor"] = one.background
            if not COLOUR.fullmatch(one.background):
                setting.wrong(_("A colour is written like #14795f."), f"{place}.background")
    if one.action is not None:
        label = bound("action", "label")
        made["defaultAction"] = action(setting, one.action, f"{place}.action", label=label, needs_label=False)
    sentence = _("There are at most {most} buttons.")
    setting.count(len(one.actions), "template", f"{kind}_actions", f"{place}.actions", sentence)
    if not one.actions:
        setting.wrong(_("At least one button is needed."), f"{place}.actions")
    return made | {"actions": _actions(setting, one.actions, place)}


def _actions(setting: Setting, actions: tuple[AnyAction, ...], place: str) -> list[dict[str, Any]]:
    label = bound("action", "label")
    return [
        action(setting, one, f"{place}.actions.{number}", label=label) for number, one in enumerate(actions, start=1)
    ]


def _columns(setting: Setting, found: int, name: str, place: str) -> None:
    if not found:
        setting.wrong(_("At least one column is needed."), f"{place}.columns")
    setting.count(found, "template", name, f"{place}.columns", _("There are at most {most} columns."))
