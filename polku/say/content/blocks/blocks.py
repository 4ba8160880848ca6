"""The pieces of a mail. `kind` names each in JSON; the names are kept for good."""

from typing import Any, Literal

import msgspec

Align = Literal["left", "center", "right"]
ACCENT = "#14795f"


class Block(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", omit_defaults=True
):
    """Every text can hold merge fields; so can addresses of links, though not those of pictures."""

    only_if: dict[str, Any] | None = None  # a rule: who sees it; None: everybody


class Heading(Block, frozen=True, tag="heading"):
    text: str = ""
    look: Literal["large", "small", "banner"] = "large"  # banner: on a field of the mail's colour
    align: Align = "left"


class Text(Block, frozen=True, tag="text"):
    """With simple formatting: **bold**, *italic*, [links](https://…), - lists, 1. lists."""

    text: str = ""
    align: Align = "left"


class Button(Block, frozen=True, tag="button"):
    label: str = ""
    url: str = ""
    align: Align = "center"


class Image(Block, frozen=True, tag="image"):
    src: str = ""  # /p/media/… of an uploaded picture, or https://…
    alt: str = ""
    url: str = ""
    width: int = 100  # percent of the column


class Divider(Block, frozen=True, tag="divider"):
    pass


class Spacer(Block, frozen=True, tag="spacer"):
    height: int = 24  # pixels


class Product(Block, frozen=True, tag="product"):
    title: str = ""
    text: str = ""
    price: str = ""
    former: str = ""  # price before; struck out
    src: str = ""
    alt: str = ""
    url: str = ""
    label: str = ""  # of the button; none without


class Products(Block, frozen=True, tag="products"):
    """Of the catalog, looked up when the message is made: say/content/products."""

    source: Literal["chosen", "newest", "lowest"] = "newest"  # lowest: by price
    keys: str = ""  # chosen ones, set apart by commas or lines; the first that can be had are shown
    category: str = ""  # of the others, with those below it; "" for all
    count: int = 4
    look: Literal["pairs", "list"] = "pairs"  # two beside each other; a messenger has cards side by side
    label: str = ""  # of the buttons; "" for the mail's language's usual one


Inner = Heading | Text | Button | Image | Divider | Spacer | Product | Products


class Columns(Block, frozen=True, tag="columns"):
    """Two beside each other; on a phone one below the other."""

    left: tuple[Inner, ...] = ()
    right: tuple[Inner, ...] = ()


class Footer(Block, frozen=True, tag="footer"):
    """Who writes, from where, and the way out. A mail has one, at its end, also where nobody put it there."""

    address: str = ""  # the sender's name and postal address
    text: str = ""  # why people get this
    preferences: str = ""  # the words of the two links; empty: the mail's language's usual ones
    unsubscribe: str = ""


AnyBlock = Inner | Columns | Footer


class Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a mail says besides its subject. `preheader`: what mail programs show beside the subject."""

    blocks: tuple[AnyBlock, ...] = ()
    preheader: str = ""
    accent: str = ACCENT  # of banners, buttons and links
    language: str = ""  # of its text, as HTML names it; "" where nobody has said


def texts(block: AnyBlock) -> list[tuple[str, str]]:
    """(field, text) of everything in a block that may hold merge fields; not of the blocks inside."""
    names = ("text", "label", "url", "alt", "title", "price", "former", "address", "preferences", "unsubscribe")
    return [(name, getattr(block, name)) for name in names if isinstance(getattr(block, name, None), str)]


def walk(blocks: tuple[AnyBlock, ...]) -> list[tuple[str, AnyBlock]]:
    """Every block with its number as people count, those in columns too: "3", "4.left.1"."""
    found: list[tuple[str, AnyBlock]] = []
    for number, block in enumerate(blocks, start=1):
        found.append((str(number), block))
        if isinstance(block, Columns):
            for side, inner in (("left", block.left), ("right", block.right)):
                found += [(f"{number}.{side}.{nth}", one) for nth, one in enumerate(inner, start=1)]
    return found
