"""All kinds by name, and what each slot takes."""

from django.utils.translation import gettext_lazy as _

from polku.doors.web.chat.kinds.actions import ACTIONS
from polku.doors.web.chat.kinds.kind import Kind, Slot
from polku.doors.web.chat.kinds.media import MEDIA
from polku.doors.web.chat.kinds.simple import SIMPLE
from polku.doors.web.chat.kinds.templates import TEMPLATES
from polku.say.content.blocks.read import MOST_BLOCKS

KINDS: dict[str, Kind] = {kind.name: kind for kind in (*MEDIA, *TEMPLATES, *SIMPLE, *ACTIONS)}
# Offered for a message. The parts of cards are found on a card; where they stand alone already, they are kept.
OFFERED = (
    "text", "image", "card", "buttons", "carousel", "products", "image_carousel", "flex", "imagemap", "confirm",
    "sticker", "video", "audio", "location", "coupon",
)  # fmt: skip
ALONE = (*OFFERED, "heading", "button", "product", "divider", "spacer", "columns")
# What the chat itself holds stands in slots of an item that is not shown: "" its blocks, and its quick replies.
BLOCKS = Slot("", _("Messages"), ALONE, most=MOST_BLOCKS)
QUICK = Slot("quick_replies", _("Quick replies"), ("quick",), most=13)
CHAT = "chat"


def slot_of(kind: Kind, name: str) -> Slot | None:
    return next((slot for slot in kind.slots if slot.name == name), None)


def kind_of_tag(slot: Slot, tag: str) -> Kind | None:
    """Which of the kinds that a slot takes is meant by a `kind` in JSON."""
    return next((KINDS[name] for name in slot.kinds if tag_of(KINDS[name]) == tag), None)


def tag_of(kind: Kind) -> str:
    """As JSON has it; "" for parts that say no kind: there is only one that fits."""
    return kind.tag or ("" if kind.name in ("area", "area-video", "column", "image-column", "quick") else kind.name)
