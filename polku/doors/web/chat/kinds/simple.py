"""The blocks that mails have too, here as parts of a card."""

from django.utils.translation import gettext_lazy as _

from polku.doors.web.chat.kinds.kind import Field, Kind, Slot
from polku.doors.web.mail.fields import CATEGORY_HINT, KEYS_HINT, LOOKS, SOURCES

ALIGN = (("left", _("Left")), ("center", _("Centred")), ("right", _("Right")))
PICTURE = Field("src", _("Picture"), "picture")
ALT = Field("alt", _("Description, for notifications and who cannot see it"), is_seldom=True)
LINK = Field("url", _("Where it leads"), "address", bound="action.uri")
WORDS = Field("label", _("Words on it"), bound="flex.button_label")
INNER = ("heading", "text", "button", "image", "product", "divider", "spacer")

SIMPLE = (
    Kind("heading", _("Heading"), "letter-case", (
        Field("text", _("Words")),
        Field("look", _("Size"), "choice", (
            ("large", _("Large")), ("small", _("Small")), ("banner", _("On a field of colour")),
        ), usual="large"),
        Field("align", _("Alignment"), "choice", ALIGN, usual="left", is_seldom=True),
    )),
    Kind("button", _("Button"), "hand-click", (
        WORDS, LINK, Field("align", _("Alignment"), "choice", ALIGN, usual="center", is_seldom=True),
    )),
    Kind("product", _("Product"), "shopping-bag", (
        Field("title", _("Name of the product")), Field("text", _("A line about it")), Field("price", _("Price")),
        Field("former", _("Price before, struck out"), is_seldom=True),
        PICTURE, ALT, LINK, Field("label", _("Words of its button; none without"), bound="flex.button_label"),
    )),
    Kind("products", _("Products from the catalog"), "shopping-cart", (
        Field("source", _("Which"), "choice", SOURCES, usual="newest"),
        Field("category", _("Category"), is_fixed=True, hint=CATEGORY_HINT),
        Field("keys", _("Keys of the products that are named"), is_fixed=True, hint=KEYS_HINT),
        Field("count", _("How many at the most"), "whole", usual="4"),
        Field("look", _("Look in mails"), "choice", LOOKS, usual="pairs", is_seldom=True),
        Field("label", _("Words of the buttons; empty: the usual ones"), bound="action.label"),
    )),
    Kind("divider", _("Line"), "minus"),
    Kind("spacer", _("Space"), "line-height", (Field("height", _("Height in pixels"), "whole", usual="24"),)),
    Kind("columns", _("Two columns"), "columns", slots=(
        Slot("left", _("Left"), INNER, most=20), Slot("right", _("Right"), INNER, most=20),
    )),
    Kind("card", _("Card"), "id-badge-2", (ALT,), (
        Slot("blocks", _("What is on the card"), (*INNER, "columns"), most=40),
    )),
)  # fmt: skip
