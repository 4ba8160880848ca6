"""A chat as LINE's message objects."""

from typing import Any

from django.utils.translation import gettext as _

from polku.say.channels.line.content import media
from polku.say.channels.line.content.actions import action
from polku.say.channels.line.content.bounds import bound, most
from polku.say.channels.line.content.cards import bubble
from polku.say.channels.line.content.flex import container
from polku.say.channels.line.content.imagemap import imagemap
from polku.say.channels.line.content.pictures import ICON, picture
from polku.say.channels.line.content.setting import Setting
from polku.say.channels.line.content.templates import TEMPLATES, template
from polku.say.channels.line.content.texts import text
from polku.say.content.chat import blocks as kinds
from polku.say.content.chat.parts import QuickReply, Sender
from polku.say.content.chat.plain import said
from polku.say.content.chat.runs import Run, Single, messages


def set_messages(setting: Setting) -> list[dict[str, Any]]:
    """With holes where people's words go. What is wrong is noted in the setting."""
    chat = setting.chat
    found = messages(chat)
    made = [_message(setting, one) for one in found]
    if not made:
        setting.wrong(_("The message is empty."), "blocks")
    if len(made) > most("request", "messages"):
        sentence = _("LINE takes {most} messages at once, and this makes {count}.")
        setting.wrong(sentence.format(most=most("request", "messages"), count=len(made)), "blocks")
    if chat.sender is not None and (chat.sender.name or chat.sender.icon):
        sender = _sender(setting, chat.sender)
        made = [{**one, "sender": sender} for one in made]
    if chat.quick_replies and made:
        made[-1]["quickReply"] = {"items": _replies(setting, chat.quick_replies)}
    return made


def _message(setting: Setting, one: Run | Single) -> dict[str, Any]:
    if isinstance(one, Run):
        own = " ".join(said(block) for _place, block in one.blocks)
        alt = setting.alt(one.alt or setting.chat.alt or own, f"{one.place}.alt", "flex")
        return {"type": "flex", "altText": alt, "contents": bubble(setting, one.blocks)}
    return _single(setting, one.block, one.place)


def _single(setting: Setting, block: kinds.Text | kinds.Image | kinds.Native, place: str) -> dict[str, Any]:
    match block:
        case kinds.Text():
            return text(setting, block, place)
        case kinds.Image():
            return media.image(setting, block, place)
        case kinds.Sticker():
            return media.sticker(setting, block, place)
        case kinds.Video():
            return media.video(setting, block, place)
        case kinds.Audio():
            return media.audio(setting, block, place)
        case kinds.Location():
            return media.location(setting, block, place)
        case kinds.Coupon():
            return media.coupon(setting, block, place)
        case kinds.Imagemap():
            return {"type": "imagemap", "altText": _alt(setting, block, place)} | imagemap(setting, block, place)
        case kinds.Flex():
            contents = container(setting, block.contents, f"{place}.contents")
            return {"type": "flex", "altText": _alt(setting, block, place), "contents": contents}
        case kinds.Buttons() | kinds.Confirm() | kinds.Carousel() | kinds.ImageCarousel():
            return {"type": "template", "altText": _alt(setting, block, place),
                    "template": template(setting, block, place)}  # fmt: skip
    raise TypeError(type(block).__name__)


def _alt(setting: Setting, block: TEMPLATES | kinds.Imagemap | kinds.Flex, place: str) -> str:
    """What is said in notifications: the block's own, or the chat's, or the words that stand in it."""
    return setting.alt(block.alt or setting.chat.alt or said(block), f"{place}.alt", "flex")


def _sender(setting: Setting, sender: Sender) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if sender.name:
        made["name"] = setting.line(sender.name, "sender.name", bound("sender", "name"))
        if "line" in sender.name.lower().split():
            setting.wrong(_("LINE does not let anybody write under its own name."), "sender.name")
    if sender.icon:
        made["iconUrl"] = picture(setting, sender.icon, "sender.icon", size=ICON)
    return made


def _replies(setting: Setting, replies: tuple[QuickReply, ...]) -> list[dict[str, Any]]:
    sentence = _("There are at most {most} quick replies.")
    setting.count(len(replies), "quick_reply", "items", "quick_replies", sentence)
    made = []
    for number, one in enumerate(replies, start=1):
        place = f"quick_replies.{number}"
        does = action(setting, one.action, f"{place}.action", label=bound("quick_reply", "label"), is_quick=True)
        icon = {"imageUrl": picture(setting, one.icon, f"{place}.icon", size=ICON)} if one.icon else {}
        made.append({"type": "action", "action": does, **icon})
    return made
