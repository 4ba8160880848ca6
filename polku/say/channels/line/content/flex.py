"""Flex Messages as LINE writes them: what people wrote in them is filled in, the rest stays as it is."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from polku.say.channels.line.content.bounds import bound, most
from polku.say.channels.line.content.pictures import FITTING, PREVIEW, is_uploaded, picture
from polku.say.channels.line.content.setting import Setting
from polku.say.content.chat.flex_words import DEEP

COMPONENTS = frozenset("box button image video icon text span separator filler".split())
BUBBLE_SIZES = frozenset("nano micro deca hecto kilo mega giga".split())
PICTURES = {"previewUrl": PREVIEW, "imageUrl": FITTING, "iconUrl": FITTING}
LINKS = frozenset(("uri", "linkUri", "desktop"))
ACTIONS = {"data": "data", "displayText": "display_text", "fillInText": "fill_in_text", "clipboardText": "clipboard"}
MAY_BE_EMPTY = frozenset(("displayText", "fillInText"))


def container(setting: Setting, contents: Mapping[str, Any], place: str) -> dict[str, Any]:
    """A bubble or a carousel of bubbles."""
    match contents.get("type"):
        case "bubble":
            _bubble(setting, contents, place)
        case "carousel":
            bubbles = contents.get("contents")
            if not isinstance(bubbles, list) or not bubbles:
                setting.wrong(_("A carousel needs at least one bubble."), f"{place}.contents")
                bubbles = []
            sentence = _("A carousel has at most {most} bubbles.")
            setting.count(len(bubbles), "flex", "bubbles", f"{place}.contents", sentence)
            for number, one in enumerate(bubbles, start=1):
                _bubble(setting, one, f"{place}.contents.{number}")
            if len({one.get("size", "mega") for one in bubbles if isinstance(one, Mapping)}) > 1:
                setting.wrong(_("All bubbles of a carousel have the same size."), f"{place}.contents")
        case _:
            setting.wrong(_("A Flex Message is a bubble or a carousel."), place)
    made: dict[str, Any] = _filled(setting, contents, place, deep=0)
    return made


def _bubble(setting: Setting, bubble: Any, place: str) -> None:
    if not isinstance(bubble, Mapping) or bubble.get("type") != "bubble":
        setting.wrong(_("A carousel holds bubbles."), place)
        return
    if bubble.get("size", "mega") not in BUBBLE_SIZES:
        setting.wrong(_("A bubble's size is one of nano, micro, deca, hecto, kilo, mega, giga."), f"{place}.size")
    blocks = [bubble[name] for name in ("header", "hero", "body", "footer") if name in bubble]
    if not blocks:
        setting.wrong(_("The bubble is empty."), place)
    for name in ("header", "body", "footer"):
        box = bubble.get(name, {"type": "box"})
        if not isinstance(box, Mapping) or box.get("type") != "box":
            setting.wrong(_("Header, body and footer of a bubble are boxes."), f"{place}.{name}")


def _filled(setting: Setting, value: Any, place: str, *, deep: int) -> Any:
    if deep > DEEP:
        setting.wrong(_("This is nested too deeply."), place)
        return None
    if isinstance(value, Mapping):
        _look_at(setting, value, place)
        return {
            str(name): _string(setting, value, str(name), inner, f"{place}.{name}")
            if isinstance(inner, str)
            else _filled(setting, inner, f"{place}.{name}", deep=deep + 1)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        inner = enumerate(value, start=1)
        return [_filled(setting, one, f"{place}.{number}", deep=deep + 1) for number, one in inner]
    return setting.words(value, place) if isinstance(value, str) and "{" in value else value


def _string(setting: Setting, owner: Mapping[str, Any], name: str, text: str, place: str) -> str:
    kind = owner.get("type")
    if name in LINKS:
        return setting.address(text, place)
    if name in PICTURES or (name == "url" and kind in {"image", "icon"}):
        return _picture(setting, text, place, size=PICTURES.get(name, FITTING))
    if name == "url" and kind == "video":
        return setting.address(text, place, longest=bound("media", "url").most, is_followed=False)
    if name == "label":
        return setting.words(text, place, bound("flex", "label"), is_required=kind != "uri")
    if name == "text":
        is_action = kind in {"message", "postback"}
        return setting.words(text, place, bound("action", "text") if is_action else None)
    if name in ACTIONS:
        return setting.words(text, place, bound("action", ACTIONS[name]), is_required=name not in MAY_BE_EMPTY)
    return setting.words(text, place) if "{{" in text or "{%" in text else text


def _picture(setting: Setting, text: str, place: str, *, size: str) -> str:
    if "{" not in text or is_uploaded(text):
        return picture(setting, text, place, size=size)
    return setting.address(text, place, longest=bound("media", "url").most, is_followed=False)


def _look_at(setting: Setting, component: Mapping[str, Any], place: str) -> None:
    """What LINE would refuse, and is easily overlooked."""
    match component.get("type"):
        case "button" if not _label(component):
            setting.wrong(_("The button has no words."), f"{place}.action.label")
        case "text" if "text" not in component and not component.get("contents"):
            if "label" not in component:
                setting.wrong(_("A text is missing."), f"{place}.text")
        case "image" | "icon" if "url" not in component:
            setting.wrong(_("A picture is missing: choose one, or remove the block."), f"{place}.url")
        case "box":
            _look_at_box(setting, component, place)


def _look_at_box(setting: Setting, box: Mapping[str, Any], place: str) -> None:
    if box.get("layout") not in {"vertical", "horizontal", "baseline"}:
        setting.wrong(_("A box is vertical, horizontal or baseline."), f"{place}.layout")
    contents = box.get("contents")
    if not isinstance(contents, list):
        setting.wrong(_("A box holds a list of components."), f"{place}.contents")
        return
    for number, one in enumerate(contents, start=1):
        kind = one.get("type") if isinstance(one, Mapping) else None
        if kind not in COMPONENTS:
            sentence = _("There is no component “{name}”.").format(name=str(kind)[:40])
            setting.wrong(sentence, f"{place}.contents.{number}")
        elif box.get("layout") == "baseline" and kind not in {"icon", "text", "filler", "span"}:
            sentence = _("A baseline box holds only texts and icons.")
            setting.wrong(sentence, f"{place}.contents.{number}")


def _label(button: Mapping[str, Any]) -> bool:
    action = button.get("action")
    return isinstance(action, Mapping) and bool(action.get("label"))


def too_large(contents: Mapping[str, Any], size: int, sizes: list[int]) -> str:
    """A sentence where LINE would not take so many bytes; "" where it does. `sizes`: of the bubbles."""
    is_carousel = contents.get("type") == "carousel"
    if max(sizes, default=0) > most("flex", "bubble_bytes"):
        return _("A card is larger than LINE takes (30 KB): shorten its texts, or make two.")
    if is_carousel and size > most("flex", "carousel_bytes"):
        return _("The carousel is larger than LINE takes (50 KB): shorten its texts, or leave a card out.")
    return ""
