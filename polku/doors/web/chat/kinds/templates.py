"""Cards with buttons as the messenger has them, Flex, and coupons."""

from django.utils.translation import gettext_lazy as _

from polku.doors.web.chat.kinds.actions import ANYWHERE, OF_QUICK_REPLIES
from polku.doors.web.chat.kinds.kind import Field, Kind, Slot
from polku.doors.web.chat.kinds.simple import PICTURE

ALT = Field("alt", _("What notifications say"), bound="template.alt_text", is_seldom=True)
SHAPE = (
    Field("aspect", _("Shape of the picture"), "choice", (
        ("rectangle", _("Wide (1.51 : 1)")), ("square", _("Square")),
    ), usual="rectangle", is_seldom=True),
    Field("fit", _("The picture"), "choice", (
        ("cover", _("Fills it")), ("contain", _("Is seen whole")),
    ), usual="cover", is_seldom=True),
)  # fmt: skip
BACKGROUND = Field("background", _("Colour behind the picture, #rrggbb"), is_fixed=True, is_seldom=True)
PRESSED = Slot("action", _("When it is pressed beside the buttons"), ANYWHERE, shape="one", most=1, is_seldom=True)


def _buttons(most: int, begins: int) -> Slot:
    return Slot("actions", _("Buttons"), ANYWHERE, most=most, begins=begins)


TEMPLATES = (
    Kind("buttons", _("Card with buttons"), "layout-list", (
        Field("title", _("Title"), bound="template.buttons_title"),
        Field("text", _("Text"), "text", bound="template.buttons_text", narrow="template.buttons_text_with_title",
              narrowed_by=("title", "src")),
        PICTURE, *SHAPE, BACKGROUND, ALT,
    ), (_buttons(4, 1), PRESSED)),
    Kind("confirm", _("Question with two answers"), "help-circle", (
        Field("text", _("Question"), "text", bound="template.confirm_text"), ALT,
    ), (_buttons(2, 2),)),
    Kind("carousel", _("Cards side by side"), "cards", (*SHAPE, ALT), (
        Slot("columns", _("Cards"), ("column",), begins=2),
    )),
    Kind("column", _("Card"), "id-badge-2", (
        Field("title", _("Title"), bound="template.carousel_title"),
        Field("text", _("Text"), "text", bound="template.carousel_text", narrow="template.carousel_text_with_title",
              narrowed_by=("title", "src")),
        PICTURE, BACKGROUND,
    ), (_buttons(3, 1), PRESSED)),
    Kind("image_carousel", _("Pictures side by side"), "photo", (ALT,), (
        Slot("columns", _("Pictures"), ("image-column",), begins=2),
    )),
    Kind("image-column", _("Picture"), "photo", (PICTURE,), (
        Slot("action", _("When it is pressed"), ANYWHERE, shape="one", most=1, begins=1,
             bound="template.image_carousel_label", is_required=True),
    )),
    Kind("flex", _("Flex"), "template", (
        Field("contents", _("Bubble or carousel, as JSON"), "json"),
        Field("alt", ALT.label, bound="flex.alt_text"),
    )),
    Kind("coupon", _("LINE coupon"), "ticket", (
        Field("coupon_id", _("Coupon"), "coupon", is_fixed=True),
        Field("tag", _("By which way it came, for LINE’s statistics"), bound="coupon.delivery_tag", is_fixed=True,
              is_seldom=True),
        Field("alt", _("What stands there elsewhere"), is_seldom=True),
    )),
    Kind("quick", _("Quick reply"), "click", (
        Field("icon", _("Small square picture (PNG)"), "picture", is_seldom=True),
    ), (
        Slot("action", _("When it is pressed"), OF_QUICK_REPLIES, shape="one", most=1, begins=1,
             bound="quick_reply.label", is_required=True),
    )),
)  # fmt: skip
