"""The text part of a mail: the same blocks, read from top to bottom, each address where its words are."""

from polku.say.content.blocks.addresses import picture
from polku.say.content.blocks.blocks import (
    AnyBlock,
    Button,
    Columns,
    Divider,
    Footer,
    Heading,
    Image,
    Mail,
    Product,
    Products,
    Spacer,
    Text,
)
from polku.say.content.blocks.layout import PREFERENCES, UNSUBSCRIBE
from polku.say.content.blocks.pieces import Holes
from polku.say.content.blocks.usual import usual

RULE = "-" * 24


def text(mail: Mail, holes: Holes) -> str:
    """With holes, as the MJML has them. Raises BrokenTemplate."""
    return "\n\n".join(part for block in mail.blocks if (part := _part(block, mail, holes)))


def _part(block: AnyBlock, mail: Mail, holes: Holes) -> str:
    hole = holes.hole
    match block:
        case Heading():
            return hole("words", block.text)
        case Text():
            return hole("rich", block.text)
        case Button():
            return f"{hole('words', block.label)}\n{hole('link', block.url)}"
        case Image():
            lines = [f"[{hole('words', block.alt)}]"] if block.alt and picture(block.src) else []
            return "\n".join([*lines, *([hole("link", block.url)] if block.url and picture(block.src) else [])])
        case Product():
            former = f"({hole('words', block.former)})" if block.former else ""
            price = f"{hole('words', block.price)} {former}".strip() if block.price else former
            names = [hole("words", one) for one in (block.title, block.text) if one]
            names += [one for one in (price, hole("words", block.label) if block.label else "") if one]
            return "\n".join([*names, *([hole("link", block.url)] if block.url else [])])
        case Divider():
            return RULE
        case Columns():
            return "\n\n".join(part for one in (*block.left, *block.right) if (part := _part(one, mail, holes)))
        case Footer():
            return _footer(block, mail, holes)
        case Spacer() | Products():
            return ""


def _footer(block: Footer, mail: Mail, holes: Holes) -> str:
    words = usual(mail.language)
    lines = [holes.hole("words", block.text)] if block.text else []
    lines += [holes.hole("rich", block.address)] if block.address else []
    preferences = holes.hole("words", block.preferences or words.preferences)
    unsubscribe = holes.hole("words", block.unsubscribe or words.unsubscribe)
    return "\n".join([RULE, *lines, f"{preferences}: {PREFERENCES}", f"{unsubscribe}: {UNSUBSCRIBE}"])
