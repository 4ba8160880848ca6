"""What happens when somebody presses something."""

from django.utils.translation import gettext_lazy as _

from polku.doors.web.chat.kinds.kind import Field, Kind

# Bound by the slot that the action stands in.
LABEL = Field("label", _("Words on it"))
DATA = Field("data", _("What we are told"), bound="action.data", hint=_("The customer does not see it."))
TIME = _("Like 2026-08-31, 18:30 or 2026-08-31T18:30; empty for none.")

ACTIONS = (
    Kind("act-message", _("Says something in the chat"), "message", (
        LABEL, Field("text", _("What the customer says"), bound="action.text"),
    ), tag="message", is_action=True),
    Kind("act-uri", _("Opens a page"), "link", (
        LABEL, Field("url", _("Where it leads"), "address", bound="action.uri"),
        Field("desktop_url", _("On a computer, if elsewhere"), "address", bound="action.uri", is_seldom=True),
    ), tag="uri", is_action=True),
    Kind("act-connect", _("Connects their customer account"), "user-check", (LABEL,), tag="connect", is_action=True),
    Kind("act-postback", _("Tells us something"), "bolt", (
        LABEL, DATA,
        Field("display_text", _("What then stands in the chat"), bound="action.display_text"),
        Field("input_option", _("And then"), "choice", (
            ("", _("Nothing more")), ("closeRichMenu", _("Closes the rich menu")),
            ("openRichMenu", _("Opens the rich menu")), ("openKeyboard", _("Opens the keyboard")),
            ("openVoice", _("Opens the microphone")),
        ), is_seldom=True),
        Field("fill_in_text", _("What stands in the keyboard’s field"), bound="action.fill_in_text", is_seldom=True),
    ), tag="postback", is_action=True),
    Kind("act-datetimepicker", _("Picks a date or a time"), "calendar", (
        LABEL, DATA,
        Field("mode", _("What is picked"), "choice", (
            ("date", _("A date")), ("time", _("A time")), ("datetime", _("Both")),
        ), usual="date"),
        Field("initial", _("Chosen at first"), hint=TIME, is_fixed=True, is_seldom=True),
        Field("least", _("Not before"), is_fixed=True, is_seldom=True),
        Field("most", _("Not after"), is_fixed=True, is_seldom=True),
    ), tag="datetimepicker", is_action=True),
    Kind("act-clipboard", _("Copies a text"), "copy", (
        LABEL, Field("text", _("What is copied"), bound="action.clipboard"),
    ), tag="clipboard", is_action=True),
    Kind("act-camera", _("Opens the camera"), "camera", (LABEL,), tag="camera", is_action=True),
    Kind("act-cameraRoll", _("Chooses a picture"), "photo", (LABEL,), tag="cameraRoll", is_action=True),
    Kind("act-location", _("Sends a place"), "map-pin", (LABEL,), tag="location", is_action=True),
)  # fmt: skip
ANYWHERE = ("act-uri", "act-message", "act-connect", "act-postback", "act-datetimepicker", "act-clipboard")
OF_QUICK_REPLIES = ("act-message", *(kind.name for kind in ACTIONS if kind.name != "act-message"))
OF_AREAS = ("act-uri", "act-message", "act-clipboard")
