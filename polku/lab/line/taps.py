"""What happens when somebody taps: the action object of a button, a quick reply, a picture or a rich menu's area."""

from dataclasses import dataclass
from typing import Any

from polku.lab.line import friend_does
from polku.lab.line.account import Account
from polku.lab.line.rich_menus import RichMenus
from polku.lab.line.world import World


@dataclass(frozen=True)
class Tapped:
    """What the phone does next: open an address, put text where one types, copy text, or nothing more."""

    event: dict[str, Any] | None = None
    opens: str = ""
    fills_in: str = ""
    copies: str = ""
    shows: str = ""  # camera, cameraRoll, location, keyboard, voice, richmenu: what comes up on the phone
    menu_alias: str = ""  # of the rich menu that was switched to


def tap(world: World, account: Account, number: int, action: dict[str, Any], **params: str) -> Tapped:
    """`params`: what a date picker was set to (`date`, `time` or `datetime`)."""
    kind = action.get("type")
    if kind == "message":
        return Tapped(friend_does.says(world, account, number, action["text"]))
    if kind == "postback":
        return _postback(world, account, number, action)
    if kind == "datetimepicker":
        return Tapped(friend_does.postback(world, account, number, action["data"], **params))
    if kind == "uri":
        return Tapped(opens=action["uri"])
    if kind == "clipboard":
        return Tapped(copies=action["clipboardText"])
    if kind == "richmenuswitch":
        return _switch(world, account, number, action)
    return Tapped(shows=str(kind))


def _postback(world: World, account: Account, number: int, action: dict[str, Any]) -> Tapped:
    spoken = action.get("displayText") or action.get("text")
    if spoken and "text" in action and "displayText" not in action:
        friend_does.says(world, account, number, spoken)  # the old `text` comes as a message of its own
    elif spoken:
        friend_does.shows_text(world, account, number, spoken)
    event = friend_does.postback(world, account, number, action["data"])
    shows = {"openKeyboard": "keyboard", "openVoice": "voice", "openRichMenu": "richmenu", "closeRichMenu": "close"}
    return Tapped(event, fills_in=action.get("fillInText", ""), shows=shows.get(action.get("inputOption", ""), ""))


def _switch(world: World, account: Account, number: int, action: dict[str, Any]) -> Tapped:
    # The menu itself changes in the phone; the platform hears of it by the postback.
    alias, menus = action["richMenuAliasId"], account.shelf(RichMenus)
    if alias not in menus.aliases:
        status = {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}
    elif menus.by_alias(alias) is None:
        status = {"status": "RICHMENU_NOTFOUND"}
    else:
        status = {"newRichMenuAliasId": alias, "status": "SUCCESS"}
    event = friend_does.postback(world, account, number, action["data"], **status)
    return Tapped(event, menu_alias=status.get("newRichMenuAliasId", ""))
