"""The blocks of a chat. `kind` names each in JSON; the names are kept for good.

{"blocks": [{"kind": "text", "text": "Hello {{ person.first_name }}"}], "quick_replies": [...], "sender": {...},
 "alt": "...", "accent": "#14795f", "language": "ja"}

Those that mails have too (heading, text, button, image, divider, spacer, product, columns) have the same fields, so
that content is written once. Neighbours among them become one card where there is more than words and pictures; see
runs.py. Every other block is a message of its own.
"""

from typing import Any, Literal

import msgspec

from polku.say.content.blocks.blocks import ACCENT, Button, Columns, Divider, Heading, Product, Products, Spacer
from polku.say.content.chat.actions import AnyAction
from polku.say.content.chat.parts import Area, AreaVideo, CarouselColumn, ImageColumn, QuickReply, Sender, Substitute

Aspect = Literal["rectangle", "square"]  # 1.51:1, 1:1
Fit = Literal["cover", "contain"]


class ChatBlock(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", omit_defaults=True
):
    """Every text can hold merge fields. `src`: a picture, /p/media/… of an uploaded one, or https://….

    `alt`: what notifications, and phones that cannot show the block, say instead; "" for its own words.
    """

    only_if: dict[str, Any] | None = None  # a rule: who sees it; None: everybody


class Text(ChatBlock, frozen=True, tag="text"):
    """Words as they are written. `{key}` stands for what `substitution` has under that key; other braces stay.

    {"text": "Hi {wave}", "substitution": {"wave": {"kind": "emoji", "product_id": "…", "emoji_id": "…"}}}
    """

    text: str = ""
    align: Literal["left", "center", "right"] = "left"  # in cards and mails
    substitution: dict[str, Substitute] = {}


class Image(ChatBlock, frozen=True, tag="image"):
    """A picture that opens when it is pressed; one with a `url` becomes a card, since a picture alone leads nowhere."""

    src: str = ""
    alt: str = ""
    url: str = ""
    width: int = 100  # percent, in cards and mails
    preview: str = ""  # a smaller picture for the list; "" for the picture itself, made smaller


class Sticker(ChatBlock, frozen=True, tag="sticker"):
    """One of the stickers that accounts may send."""

    package_id: str = ""
    sticker_id: str = ""
    alt: str = ""


class Video(ChatBlock, frozen=True, tag="video"):
    """`src`: https://… of an mp4. With `tracking_id` we are told who has watched it to the end."""

    src: str = ""
    preview: str = ""  # the picture before it plays, of the same shape
    tracking_id: str = ""
    alt: str = ""


class Audio(ChatBlock, frozen=True, tag="audio"):
    """`src`: https://… of an mp3 or m4a."""

    src: str = ""
    duration_ms: int = 0
    alt: str = ""


class Location(ChatBlock, frozen=True, tag="location"):
    """A place on the map; degrees, north and east positive."""

    title: str = ""
    address: str = ""
    latitude: float = 0.0
    longitude: float = 0.0


class Imagemap(ChatBlock, frozen=True, tag="imagemap"):
    """A picture as wide as the chat with areas to press. Measures are those of the picture made 1,040 wide.

    `src`: an uploaded picture, or an address to which /240, /300, /460, /700 and /1040 are added.
    """

    src: str = ""
    alt: str = ""
    height: int = 1_040
    areas: tuple[Area, ...] = ()
    video: AreaVideo | None = None


class Buttons(ChatBlock, frozen=True, tag="buttons"):
    """A picture, a title, a text and up to four buttons."""

    text: str = ""
    title: str = ""
    src: str = ""
    aspect: Aspect = "rectangle"
    fit: Fit = "cover"
    background: str = ""  # behind the picture: #rrggbb
    actions: tuple[AnyAction, ...] = ()
    action: AnyAction | None = None  # of a press beside the buttons
    alt: str = ""


class Confirm(ChatBlock, frozen=True, tag="confirm"):
    """A question with two buttons."""

    text: str = ""
    actions: tuple[AnyAction, ...] = ()
    alt: str = ""


class Carousel(ChatBlock, frozen=True, tag="carousel"):
    """Up to ten columns beside each other, all with or all without picture and title, with equally many buttons."""

    columns: tuple[CarouselColumn, ...] = ()
    aspect: Aspect = "rectangle"
    fit: Fit = "cover"
    alt: str = ""


class ImageCarousel(ChatBlock, frozen=True, tag="image_carousel"):
    """Up to ten square pictures beside each other, each with one action."""

    columns: tuple[ImageColumn, ...] = ()
    alt: str = ""


class Flex(ChatBlock, frozen=True, tag="flex"):
    """LINE's Flex Message as LINE writes it: a bubble or a carousel. Every string in it can hold merge fields.

    Uploaded pictures are written /p/media/… here, too.
    """

    contents: dict[str, Any] = {}
    alt: str = ""


class Coupon(ChatBlock, frozen=True, tag="coupon"):
    """A coupon of the platform's own. `tag`: by which way it came, for the platform's statistics."""

    coupon_id: str = ""
    tag: str = ""
    alt: str = ""


Simple = Heading | Text | Button | Image | Divider | Spacer | Product | Columns


class Card(ChatBlock, frozen=True, tag="card"):
    """The mail's blocks as one card of its own, whatever stands beside it."""

    blocks: tuple[Simple, ...] = ()
    alt: str = ""


Native = (
    Sticker
    | Video
    | Audio
    | Location
    | Imagemap
    | Buttons
    | Confirm
    | Carousel
    | ImageCarousel
    | Flex
    | Coupon
    | Card
    | Products
)
AnyBlock = Simple | Native


class Chat(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is said at once: up to five messages, once neighbours have become cards."""

    blocks: tuple[AnyBlock, ...] = ()
    quick_replies: tuple[QuickReply, ...] = ()  # below the last message
    sender: Sender | None = None
    alt: str = ""  # of blocks that have none of their own
    accent: str = ACCENT  # of cards' buttons and banners
    language: str = ""
    is_silent: bool = False  # it arrives without a sound
