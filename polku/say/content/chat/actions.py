"""What happens when somebody presses something. `kind` names each in JSON; the names are kept for good."""

from typing import Literal

import msgspec


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", omit_defaults=True):
    """`label`: the words on it. Every text can hold merge fields."""

    label: str = ""


class Postback(Action, frozen=True, tag="postback"):
    """Tells us `data`, unseen by the customer; `display_text` appears in the chat as if the customer had said it."""

    data: str = ""
    display_text: str = ""
    input_option: Literal["", "closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"] = ""
    fill_in_text: str = ""  # what stands in the field already; only with openKeyboard


class Say(Action, frozen=True, tag="message"):
    """The customer says `text` in the chat."""

    text: str = ""


class Link(Action, frozen=True, tag="uri"):
    """Opens a page (http, https), dials (tel:) or opens something of the messenger (line:)."""

    url: str = ""
    desktop_url: str = ""  # instead, on a computer


class PickTime(Action, frozen=True, tag="datetimepicker"):
    """The customer picks a date, a time or both, without a time zone; we are told together with `data`.

    `initial`, `least`, `most`: like 2026-08-31, 18:30 or 2026-08-31T18:30, as the mode is; "" for none.
    """

    data: str = ""
    mode: Literal["date", "time", "datetime"] = "date"
    initial: str = ""
    least: str = ""
    most: str = ""


class Copy(Action, frozen=True, tag="clipboard"):
    """Puts `text` into the customer's clipboard: a code, say."""

    text: str = ""


class Camera(Action, frozen=True, tag="camera"):
    """Opens the camera. Quick replies only."""


class CameraRoll(Action, frozen=True, tag="cameraRoll"):
    """Lets the customer choose from their pictures. Quick replies only."""


class SendPlace(Action, frozen=True, tag="location"):
    """Lets the customer send a place. Quick replies only."""


class Connect(Action, frozen=True, tag="connect"):
    """Asks to connect the customer's account with the messenger: we answer with an address of their own."""


class SwitchMenu(Action, frozen=True, tag="richmenuswitch"):
    """Changes to another rich menu by its alias. Rich menus only."""

    alias: str = ""
    data: str = ""


AnyAction = Postback | Say | Link | PickTime | Copy | Camera | CameraRoll | SendPlace | Connect
MenuAction = AnyAction | SwitchMenu
