"""The parts of blocks: what may stand within a text, columns of carousels, areas of a picture."""

import msgspec

from polku.say.content.chat.actions import AnyAction, Copy, Link, Say


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Every text can hold merge fields; addresses of pictures and numbers cannot."""


class Emoji(Part, frozen=True, tag_field="kind", tag="emoji"):
    """One of the messenger's own emojis, by its two numbers. `alt`: what stands in its place elsewhere."""

    product_id: str = ""
    emoji_id: str = ""
    alt: str = ""


class Mention(Part, frozen=True, tag_field="kind", tag="mention"):
    """Somebody in a group, by user id; "" for everybody. `alt`: what stands in its place elsewhere."""

    user: str = ""
    alt: str = ""


Substitute = Emoji | Mention


class CarouselColumn(Part, frozen=True):
    """`action`: what a press beside the buttons does; None for nothing."""

    text: str = ""
    title: str = ""
    src: str = ""  # picture: /p/media/… of an uploaded one, or https://…
    background: str = ""  # behind the picture: #rrggbb
    actions: tuple[AnyAction, ...] = ()
    action: AnyAction | None = None


class ImageColumn(Part, frozen=True):
    """A square picture; the action's label stands on it."""

    src: str = ""
    action: AnyAction | None = None


class Area(Part, frozen=True):
    """A rectangle of a picture that is 1,040 wide, from its top left corner."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    action: Link | Say | Copy | None = None


class AreaVideo(Part, frozen=True):
    """A video that plays within an area of the picture; after it `label` leads to `url`, where there is one."""

    src: str = ""  # https://… of an mp4
    preview: str = ""  # the picture before it plays
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    url: str = ""
    label: str = ""


class QuickReply(Part, frozen=True):
    """A button above the keyboard, gone with the next message. `icon`: a square PNG, or none."""

    action: AnyAction | None = None
    icon: str = ""


class Sender(Part, frozen=True):
    """Who seems to write instead of the account: a colleague, a store."""

    name: str = ""
    icon: str = ""
