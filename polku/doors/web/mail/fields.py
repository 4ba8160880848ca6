"""What can be written into each kind of block."""

from typing import TYPE_CHECKING, Literal

import msgspec
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Widget = Literal["line", "plain", "text", "address", "choice", "picture", "number"]


class Field(msgspec.Struct, frozen=True):
    """`takes_facts`: merge fields can stand in it."""

    name: str
    label: "StrPromise"
    widget: Widget = "line"
    choices: "tuple[tuple[str, StrPromise], ...]" = ()
    hint: "StrPromise | str" = ""
    usual: str = ""
    least: int = 0
    most: int = 0

    @property
    def takes_facts(self) -> bool:
        return self.widget in ("line", "text", "address")


class Kind(msgspec.Struct, frozen=True):
    name: str
    title: "StrPromise"
    icon: str
    fields: tuple[Field, ...] = ()


ALIGN = Field("align", _("Alignment"), "choice", (("left", _("Left")), ("center", _("Centred")), ("right", _("Right"))))
MARKS = _("**bold**, *italic*, [words](https://…), lines that begin with - or 1.")
TEXT = Field("text", _("Text"), "text", hint=MARKS)
LINK = Field("url", _("Where it leads"), "address")
PICTURE = Field("src", _("Picture"), "picture")
ALT = Field("alt", _("Description, for who cannot see it"))
SOURCES = (
    ("newest", _("The newest")),
    ("lowest", _("Those of the lowest price")),
    ("chosen", _("Those that are named below")),
)  # fmt: skip
LOOKS = (("pairs", _("Two beside each other")), ("list", _("One below another")))
CATEGORY_HINT = _("With those below it, such as Coffee > Beans; empty: all products")
KEYS_HINT = _("Set apart by commas, as Settings → Products shows them. The first that are in stock are shown.")
PRODUCTS = (
    Field("source", _("Which"), "choice", SOURCES, usual="newest"),
    Field("category", _("Category"), "plain", hint=CATEGORY_HINT),
    Field("keys", _("Keys of the products that are named"), "plain", hint=KEYS_HINT),
    Field("count", _("How many at the most"), "number", usual="4", least=1, most=10),
    Field("look", _("Look"), "choice", LOOKS, usual="pairs"),
    Field("label", _("Words of the buttons; empty: the usual ones")),
)  # fmt: skip

KINDS = {
    kind.name: kind
    for kind in (
        Kind("heading", _("Heading"), "letter-case", (
            Field("text", _("Words")),
            Field("look", _("Size"), "choice", (
                ("large", _("Large")), ("small", _("Small")), ("banner", _("On a field of colour")),
            ), usual="large"),
            ALIGN,
        )),
        Kind("text", _("Text"), "align-left", (TEXT, ALIGN)),
        Kind("button", _("Button"), "hand-click", (
            Field("label", _("Words")), LINK,
            Field("align", _("Alignment"), "choice", ALIGN.choices, usual="center"),
        )),
        Kind("image", _("Picture"), "photo", (
            PICTURE, ALT, Field("url", _("Where it leads, if anywhere"), "address"),
            Field("width", _("Width in percent"), "number", usual="100", least=10, most=100),
        )),
        Kind("product", _("Product"), "shopping-bag", (
            Field("title", _("Name of the product")), Field("text", _("A line about it")), Field("price", _("Price")),
            Field("former", _("Price before, struck out")),
            PICTURE, ALT, LINK, Field("label", _("Words of its button; none without")),
        )),
        Kind("products", _("Products from the catalog"), "shopping-cart", PRODUCTS),
        Kind("columns", _("Two columns"), "columns"),
        Kind("divider", _("Line"), "minus"),
        Kind("spacer", _("Space"), "line-height", (
            Field("height", _("Height in pixels"), "number", usual="24", least=4, most=120),
        )),
        Kind("footer", _("Footer"), "id-badge-2", (
            Field("address", _("Who you are, and your postal address"), "text"),
            Field("text", _("Why people get this")),
            Field("preferences", _("Words of the link to the preferences")),
            Field("unsubscribe", _("Words of the link to unsubscribe")),
        )),
    )
}  # fmt: skip
ADDED = tuple(kind for kind in KINDS.values() if kind.name != "footer")
ADDED_INSIDE = tuple(kind for kind in ADDED if kind.name not in ("columns", "products"))
