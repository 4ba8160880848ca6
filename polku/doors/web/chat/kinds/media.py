"""Words, pictures, films, sounds and places."""

from django.utils.translation import gettext_lazy as _

from polku.doors.web.chat.kinds.actions import OF_AREAS
from polku.doors.web.chat.kinds.kind import Field, Kind, Slot
from polku.doors.web.chat.kinds.simple import ALIGN, ALT, PICTURE

SQUARE = tuple(
    Field(name, label, "whole", usual=usual)
    for name, label, usual in (
        ("x", _("From the left"), "0"), ("y", _("From the top"), "0"),
        ("width", _("Width"), "1040"), ("height", _("Height"), "520"),
    )
)  # fmt: skip
KEY = Field("key", _("Name in the text, without braces"), is_fixed=True)
STAND_IN = Field("alt", _("What stands there elsewhere"))

MEDIA = (
    Kind("text", _("Text"), "message", (
        Field("text", _("Text"), "text", bound="text.text"),
        Field("align", _("Alignment, in cards and mails"), "choice", ALIGN, usual="left", is_seldom=True),
    ), (
        Slot("substitution", _("LINE’s emoji and mentions"), ("emoji", "mention"), most=100, shape="keyed",
             is_seldom=True),
    )),
    Kind("emoji", _("LINE emoji"), "mood-smile", (
        KEY, Field("product_id", _("Product ID"), is_fixed=True), Field("emoji_id", _("Emoji ID"), is_fixed=True),
        STAND_IN,
    ), tag="emoji"),
    Kind("mention", _("Mention, in groups"), "user", (
        KEY, Field("user", _("User ID; empty for everybody"), is_fixed=True), STAND_IN,
    ), tag="mention"),
    Kind("image", _("Picture"), "photo", (
        PICTURE, ALT, Field("url", _("Where it leads, if anywhere"), "address", bound="action.uri"),
        Field("width", _("Width in percent, in cards and mails"), "whole", usual="100", is_seldom=True),
        Field("preview", _("Smaller picture, if another"), "picture", is_seldom=True),
    )),
    Kind("sticker", _("Sticker"), "mood-smile", (
        Field("package_id", _("Package ID"), is_fixed=True), Field("sticker_id", _("Sticker ID"), is_fixed=True),
        Field("alt", _("What stands there elsewhere"), is_seldom=True),
    )),
    Kind("video", _("Video"), "video", (
        Field("src", _("Address of the film (mp4)"), "address", bound="media.url", is_fixed=True),
        Field("preview", _("Picture before it plays"), "picture"),
        Field("tracking_id", _("Name under which we learn who watched to the end"), bound="media.tracking_id",
              is_fixed=True, is_seldom=True),
        ALT,
    )),
    Kind("audio", _("Voice or music"), "music", (
        Field("src", _("Address of the sound (mp3, m4a)"), "address", bound="media.url", is_fixed=True),
        Field("duration_ms", _("Length in milliseconds"), "whole", usual="0"), ALT,
    )),
    Kind("location", _("Place"), "map-pin", (
        Field("title", _("Name of the place"), bound="location.title"),
        Field("address", _("Address"), bound="location.address"),
        Field("latitude", _("Degrees north"), "decimal", usual="0.0"),
        Field("longitude", _("Degrees east"), "decimal", usual="0.0"),
    )),
    Kind("imagemap", _("Picture with areas"), "photo", (
        PICTURE, Field("alt", ALT.label, bound="imagemap.alt_text"),
        Field("height", _("Height, where the width is 1,040"), "whole", usual="1040"),
    ), (
        Slot("areas", _("Areas to press"), ("area",), most=50, begins=1),
        Slot("video", _("Film upon it"), ("area-video",), shape="one", most=1, is_seldom=True),
    )),
    Kind("area", _("Area"), "focus-2", SQUARE, (
        Slot("action", _("When it is pressed"), OF_AREAS, shape="one", most=1, begins=1, bound="imagemap.label",
             is_required=True),
    )),
    Kind("area-video", _("Film"), "video", (
        Field("src", _("Address of the film (mp4)"), "address", bound="media.url", is_fixed=True),
        Field("preview", _("Picture before it plays"), "picture"), *SQUARE,
        Field("label", _("Words of the link after it"), bound="imagemap.video_label"),
        Field("url", _("Where it leads"), "address", bound="imagemap.link"),
    )),
)  # fmt: skip
